import { manyLanguages } from './many-languages'
import type { EmbeddingEntry } from './model-entry'

/** Models that could read thousands of tokens are given as much as a chunk is worth: a vector over pages finds nothing exactly. */
const chunkTokens = 512

/**
 * Embedding models that search in Korean and many more languages. None of them can be had from the npm registry: revisions and hashes
 * are those that public projects pin and verify for the same files. Most are named by several, independently of each other; the weights
 * of KURE and the two configuration files of arctic by one. Where none names a file, the hub's own word is recorded at the first fetch.
 */
export const multilingualModels: readonly EmbeddingEntry[] = [
  {
    id: 'Xenova/multilingual-e5-small',
    slug: 'multilingual-e5-small-q8',
    licence: 'MIT',
    dimensions: 384,
    maxTokens: 512,
    languages: manyLanguages,
    weights: 'q8',
    pooling: 'mean',
    normalize: true,
    prefixes: { query: 'query: ', passage: 'passage: ' },
    files: [
      { path: 'config.json', accepted: [{ bytes: 658, sha256: 'cb99455288675345e1a4f411438d5d0adbba5fbd3a67ea4fb03c015433b996c1' }] },
      { path: 'tokenizer.json', accepted: [{ bytes: 17_082_730, sha256: '0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39' }] },
      { path: 'tokenizer_config.json', accepted: [{ bytes: 443, sha256: 'a1d6bc8734a6f635dc158508bef000f8e2e5a759c7d92f984b2c86e5ff53425b' }] },
      { path: 'onnx/model_quantized.onnx', accepted: [{ bytes: 118_308_185, sha256: 'f80102d3f2a1229f387d3c81909990d8945513e347b0eab049f7de3c6f98c193' }] },
    ],
    sources: [{ kind: 'hub', repository: 'Xenova/multilingual-e5-small', revision: '761b726dd34fb83930e26aab4e9ac3899aa1fa78' }],
  },
  {
    // Its dense vectors only; the sparse and the multi-vector head are not in this graph.
    id: 'Xenova/bge-m3',
    slug: 'bge-m3-q8',
    licence: 'MIT',
    dimensions: 1024,
    maxTokens: chunkTokens,
    contextTokens: 8192,
    languages: manyLanguages,
    weights: 'q8',
    pooling: 'cls',
    normalize: true,
    prefixes: { query: '', passage: '' },
    files: [
      { path: 'config.json', accepted: [{ bytes: 770, sha256: '734a79bf12d388c1467a4e3ab625f45de7f6906cffcfb93a1eca1787504bed95' }] },
      { path: 'tokenizer.json', accepted: [{ bytes: 17_082_821, sha256: '6710678b12670bc442b99edc952c4d996ae309a7020c1fa0096dd245c2faf790' }] },
      { path: 'tokenizer_config.json', accepted: [{ bytes: 1_173, sha256: '7e4c1cc848840aeccdd763458c18dd525eb0f795c992e00ebe9c28554e7db2d4' }] },
      { path: 'onnx/model_quantized.onnx', accepted: [{ bytes: 569_694_530, sha256: '0826f8c1ab9edf1801db86c61919d4d108e8bfc0b809ec823ad366882ff0b77d' }] },
    ],
    sources: [{ kind: 'hub', repository: 'Xenova/bge-m3', revision: '4de13258303883538bd53b696b452bf8099f0858' }],
  },
  {
    // bge-m3 trained on for Korean. Its authors publish no ONNX: this is a conversion by a single person, checked by its hash. The
    // conversion's page says mean pooling; the authors' own configuration says the first token, and that is what counts.
    id: 'nlpai-lab/KURE-v1',
    slug: 'kure-v1-q8',
    licence: 'MIT',
    dimensions: 1024,
    maxTokens: chunkTokens,
    contextTokens: 8192,
    languages: manyLanguages,
    weights: 'q8',
    pooling: 'cls',
    normalize: true,
    prefixes: { query: '', passage: '' },
    files: [
      { path: 'config.json', accepted: [], approximateBytes: 1_000 },
      {
        path: 'tokenizer.json',
        accepted: [{ bytes: null, sha256: 'fb3c3b93c46fd5a8634e262e1b7de7da11a18b527aa2282b312952b692781dfd' }],
        approximateBytes: 17_100_000,
      },
      { path: 'tokenizer_config.json', accepted: [], approximateBytes: 2_000 },
      {
        path: 'onnx/model_quantized.onnx',
        hubPath: 'model.onnx',
        accepted: [{ bytes: 568_451_402, sha256: '1808718e3d54308c8d7bf67fbad5632e08e44b029653e3e31cdd7ed0180d171b' }],
      },
    ],
    sources: [{ kind: 'hub', repository: 'thkmon/KURE-v1-onnx-int8', revision: '118dcc12c125320225de077e57a9f367ce8f6407' }],
  },
  {
    id: 'Snowflake/snowflake-arctic-embed-m-v2.0',
    slug: 'arctic-embed-m-v2-int8',
    licence: 'Apache-2.0',
    dimensions: 768,
    maxTokens: chunkTokens,
    contextTokens: 8192,
    languages: manyLanguages,
    weights: 'int8',
    // The graph holds the first token's vector ready as `sentence_embedding`.
    pooling: 'graph',
    normalize: true,
    prefixes: { query: 'query: ', passage: '' },
    files: [
      { path: 'config.json', accepted: [{ bytes: null, sha256: '2e0b386e7a826903b06c301f8d4dde2ac6279f7ccd3ea11f3911019a1ee0bc05' }], approximateBytes: 2_000 },
      { path: 'tokenizer.json', accepted: [{ bytes: 17_083_009, sha256: 'f1cc44ad7faaeec47241864835473fd5403f2da94673f3f764a77ebcb0a803ec' }] },
      { path: 'tokenizer_config.json', accepted: [{ bytes: 1_340, sha256: '6f00514620aff01ba8b7291b2394e98daca5be264cb743805232d9ae27494b2a' }] },
      { path: 'onnx/model_int8.onnx', accepted: [{ bytes: 310_916_060, sha256: '03d923bb1850ebdccb068e2f3abd8aa43fe81c50d07d037ef103fe3d0fb78e3b' }] },
    ],
    sources: [{ kind: 'hub', repository: 'Snowflake/snowflake-arctic-embed-m-v2.0', revision: '95c2741480856aa9666782eb4afe11959938017f' }],
  },
  {
    id: 'onnx-community/embeddinggemma-300m-ONNX',
    slug: 'embeddinggemma-300m-q8',
    licence: 'Gemma',
    dimensions: 768,
    maxTokens: chunkTokens,
    contextTokens: 2048,
    languages: manyLanguages,
    weights: 'q8',
    hasExternalData: true,
    // Two dense layers follow the mean; only the graph has them.
    pooling: 'graph',
    normalize: true,
    prefixes: { query: 'task: search result | query: ', passage: 'title: none | text: ' },
    files: [
      { path: 'config.json', accepted: [{ bytes: 1_765, sha256: '6e1f06404b7163e0325ed2ea3e6781cde50f4a50b31780a95ad0d30e8404d77b' }] },
      { path: 'tokenizer.json', accepted: [{ bytes: 20_323_312, sha256: '4dda02faaf32bc91031dc8c88457ac272b00c1016cc679757d1c441b248b9c47' }] },
      { path: 'tokenizer_config.json', accepted: [{ bytes: 1_156_830, sha256: '3ca953eea6c3c9fcda9cf3df22949ff18b216f7c74bd6459230f3f1013953f3a' }] },
      { path: 'onnx/model_quantized.onnx', accepted: [{ bytes: 567_874, sha256: '172efde319fe1542dc41f31be6154910b05b78f7a861c265c4600eec906bd6d8' }] },
      {
        path: 'onnx/model_quantized.onnx_data',
        accepted: [{ bytes: 308_890_624, sha256: '705626e28e4c23c82ade34566b4197d97f534c12275fa406dfb71e9937d388c0' }],
      },
    ],
    sources: [{ kind: 'hub', repository: 'onnx-community/embeddinggemma-300m-ONNX', revision: '5090578d9565bb06545b4552f76e6bc2c93e4a66' }],
  },
  {
    id: 'onnx-community/Qwen3-Embedding-0.6B-ONNX',
    slug: 'qwen3-embedding-0-6b-q8',
    licence: 'Apache-2.0',
    dimensions: 1024,
    maxTokens: chunkTokens,
    contextTokens: 32_768,
    languages: manyLanguages,
    weights: 'q8',
    pooling: 'last-token',
    normalize: true,
    prefixes: { query: 'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:', passage: '' },
    files: [
      { path: 'config.json', accepted: [{ bytes: 1_576, sha256: '66a10929782f3c9a3cd5dec90e2a95c60e05736134a63cd54479eeae80bed175' }] },
      { path: 'tokenizer.json', accepted: [{ bytes: 11_423_705, sha256: 'def76fb086971c7867b829c23a26261e38d9d74e02139253b38aeb9df8b4b50a' }] },
      { path: 'tokenizer_config.json', accepted: [{ bytes: 9_731, sha256: '977648852447cb6587327ff3205b0a84cf2fc9f05621d6c8e88a497caafab2e1' }] },
      { path: 'onnx/model_quantized.onnx', accepted: [{ bytes: 613_527_631, sha256: '87cd124e0ef1fd1f223ebc283efccbaeac386d0b08344701c46975d0657b591f' }] },
    ],
    sources: [{ kind: 'hub', repository: 'onnx-community/Qwen3-Embedding-0.6B-ONNX', revision: 'c25a394dd583836952667c12f008335071b3f43d' }],
  },
]
