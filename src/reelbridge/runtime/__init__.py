"""Running plans: a content-addressed store, an index of results, an executor. It has never heard of a subtitle."""
