"""What every floor above uses: errors, time, language tags, digests, registries, the codec. Standard library only."""
