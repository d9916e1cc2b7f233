from znatok.index.adapters.lancedb.index import LanceIndex as LanceIndex
