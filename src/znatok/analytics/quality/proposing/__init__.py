"""Questions proposed from documents: made by rule where a rule is safe, else not made at all."""
