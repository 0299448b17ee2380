-- The keys of Stripe in the environment belong to the first practice of a deployment, which is its home. Practices
-- opened from now on are marked when they open; those that stand already are marked here. Where the environment holds
-- no keys nothing changes: the mark alone takes no cards.
UPDATE practices SET stripe_from_env = true
WHERE is_home AND NOT EXISTS (SELECT FROM practices WHERE stripe_from_env);
