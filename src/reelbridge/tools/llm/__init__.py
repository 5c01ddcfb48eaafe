"""Language models behind OpenAI-compatible endpoints: the cloud's, vLLM, Ollama, llama.cpp.

The key comes from the environment (`OPENAI_API_KEY`) and from nowhere else.
"""
