"""What signals add up to: intensity, hook, jolts, quiet stretches, beats, the ending, and the place for the paywall."""
