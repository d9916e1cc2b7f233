"""The protocol of OpenAI's chat and embeddings, which several products speak with differences.

Not an adapter itself: YandexGPT, DeepSeek and the servers a company runs build on it.
"""
