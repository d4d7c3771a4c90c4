-- wrk's side of a load. Arguments: the file with the requests, the first unique number, and "check" to look into each answer.
-- A request is written whole at the start; in between only its unique number changes, so that wrk has little to do.

local MARK = "00000000000"
local turns, turn, number = {}, 0, 0
local threads = {}
wrong, example = 0, ""

function setup(thread)
  table.insert(threads, thread)
end

local function split(text)
  local parts, from = {}, 1
  while true do
    local first, last = text:find(MARK, from, true)
    table.insert(parts, text:sub(from, (first or 0) - 1))
    if not first then return parts end
    from = last + 1
  end
end

local function prepare(request, numbers, stride)
  local variants = {}
  local many = request.path:find("{no}", 1, true) and numbers or 1
  for no = 1, many do
    local path = request.path:gsub("{no}", tostring(no * stride))
    variants[no] = split(wrk.format(request.method, path, request.headers, request.body))
  end
  return { variants = variants, next = 0 }
end

local function check(plan)
  return function(status, _, body)
    local begins = plan.begins[status]
    if begins and body:sub(1, #begins) == begins then return end
    wrong = wrong + 1
    if example == "" then example = status .. " " .. body:sub(1, 200) end
  end
end

function init(args)
  local plan = dofile(args[1])
  number = tonumber(args[2])
  local prepared = {}
  for index, request in ipairs(plan.requests) do prepared[index] = prepare(request, plan.numbers, plan.stride) end
  for index, which in ipairs(plan.order) do turns[index] = prepared[which] end
  -- wrk parses answers for Lua only where this function is there; it counts statuses above 399 without.
  if args[3] == "check" then response = check(plan) end
end

function request()
  turn = turn % #turns + 1
  local one = turns[turn]
  one.next = one.next % #one.variants + 1
  local parts = one.variants[one.next]
  if #parts == 1 then return parts[1] end
  number = number + 1
  return table.concat(parts, string.format("%011d", number))
end

function done(summary, latency)
  local failed, first = 0, ""
  for _, thread in ipairs(threads) do
    failed = failed + thread:get("wrong")
    if first == "" then first = thread:get("example") end
  end
  local errors = summary.errors
  io.write(string.format("figures requests=%d bytes=%d microseconds=%d refused=%d broken=%d wrong=%d p50=%d p99=%d generator=%d\n",
    summary.requests, summary.bytes, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, failed, latency:percentile(50), latency:percentile(99),
    os.clock() * 1e6))
  if first ~= "" then io.write("example " .. first:gsub("%s+", " ") .. "\n") end
end
