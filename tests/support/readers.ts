import { publicArticles } from '../../src/content/index.js';
import type { Readership } from '../../src/graph/readership.js';
import type { Store } from '../../src/store/store.js';
import { Recorder, type RecorderOptions } from '../../src/trends/recorder.js';
import { enoughAskers } from './graph.js';

export const browser =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

/** An instance that counts, without timers: `flush` and `compact` are the test's to call. */
export function instance(store: Store, options: Partial<RecorderOptions> = {}): Recorder {
  return new Recorder(store, {
    enoughAskers,
    countArticleQueries: false,
    flushInterval: 5000,
    publicArticles: (ids) => publicArticles(store, ids),
    onProblem: (error) => {
      throw error;
    },
    ...options,
  });
}

/** As many readers as are wanted, each at an address of its own, do the same. */
export function readers(recorder: Recorder, count: number, act: (reader: Readership) => void): void {
  for (let number = 0; number < count; number += 1) {
    act(recorder.visit({ address: `192.0.2.${number}`, userAgent: browser }));
  }
}
