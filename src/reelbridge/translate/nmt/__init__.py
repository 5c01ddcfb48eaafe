"""Translation by a model on disk: NLLB-200, M2M100 and OPUS-MT, run by CTranslate2."""
