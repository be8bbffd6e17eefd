-- For wrk: each thread has one connection and asks the same again and again, as one reader would. What comes after `--` is
-- `look` where each answer is to be looked at, the method, then the path and the body ('' for none) of each request. Its last
-- line is what was measured, as JSON. Without a `request` and a `response` of its own wrk calls no Lua while it measures.

local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set('reader', #threads)
  thread:set('refused', 0)
end

function init(args)
  local at = 3 + 2 * ((reader - 1) % ((#args - 2) / 2))
  wrk.method = args[2]
  wrk.path = args[at]
  wrk.body = args[at + 1] ~= '' and args[at + 1] or nil
  wrk.headers['content-type'] = 'application/json'
  if args[1] == 'look' then response = look end
end

-- An error can come with 200 too, but not at the length of an answer. wrk itself counts statuses from 400 on, and no others.
function look(status, headers, body)
  usual = usual or #body
  if status < 400 and (status ~= 200 or #body < usual / 4) then refused = refused + 1 end
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout + errors.status
  for _, thread in ipairs(threads) do failed = failed + thread:get('refused') end
  print(string.format('{"answers":%d,"bytes":%d,"perSecond":%f,"p50":%f,"p99":%f,"failed":%d}', summary.requests,
    summary.bytes, 1e6 * summary.requests / summary.duration, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, failed))
end
