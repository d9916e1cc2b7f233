from znatok.index.adapters.exact.index import ExactIndex as ExactIndex
