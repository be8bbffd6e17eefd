/** What is to be asked, how, and for how long. */
export interface Task {
  url: string;
  method: 'GET' | 'POST';
  /** One for each connection, which sends it again and again; where they are fewer, they are sent by several. */
  requests: { path: string; body?: string }[];
  connections: number;
  seconds: number;
  /** Seconds after which a request counts as not answered. */
  timeout: number;
  /** Requests a second at most; without one, as many as are answered. */
  rate?: number;
}
