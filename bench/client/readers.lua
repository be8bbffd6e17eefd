-- For wrk: each thread has one connection and asks the same again and again, as one reader would. What comes after `--` is the
-- method, then the path and the body ('' for none) of each request. Its last line is what was measured, as JSON.

local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set('reader', #threads)
end

function init(args)
  local at = 2 + 2 * ((reader - 1) % ((#args - 1) / 2))
  local body = args[at + 1] ~= '' and args[at + 1] or nil
  asked = wrk.format(args[1], args[at], { ['content-type'] = 'application/json' }, body)
  refused = 0
end

function request()
  return asked
end

-- An error can come with 200 too, but not at the length of an answer.
function response(status, headers, body)
  usual = usual or #body
  if status ~= 200 or #body < usual / 4 then refused = refused + 1 end
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout
  for _, thread in ipairs(threads) do failed = failed + thread:get('refused') end
  print(string.format('{"answers":%d,"perSecond":%f,"p50":%f,"p99":%f,"failed":%d}', summary.requests,
    1e6 * summary.requests / summary.duration, latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed))
end
