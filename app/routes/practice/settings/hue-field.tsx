import { Described } from "#app/ui/field-words.tsx";

const hues = [
  { value: "teal", label: "Teal" },
  { value: "moss", label: "Moss" },
  { value: "dusk", label: "Dusk" },
  { value: "plum", label: "Plum" },
  { value: "clay", label: "Clay" },
];

/** The colour of a site: five hues, each of them checked for contrast in light and dark. */
export function HueField({ value, error }: { value: string | undefined; error: string | undefined }) {
  return (
    <fieldset className="field" data-invalid={error ? "" : undefined}>
      <legend>The colour of your pages</legend>
      <Described name="hue" error={error} />
      <div className="hues">
        {hues.map((hue, index) => {
          const id = index === 0 ? "hue" : `hue-${hue.value}`;
          return (
            <div key={hue.value} className="check">
              <input id={id} type="radio" name="hue" value={hue.value} defaultChecked={hue.value === value} />
              <label htmlFor={id}>
                <span className="swatch" data-hue={hue.value} aria-hidden />
                {hue.label}
              </label>
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
