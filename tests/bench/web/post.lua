-- wrk: one filled-in sheet a request, each with a key of its own. The path and the
-- host stand in the address; what came of it is written as one line of JSON.
local n_threads = 0
function setup(thread)
    thread:set("number", n_threads)
    n_threads = n_threads + 1
end

function init()
    count = 0
    math.randomseed(number * 7919 + os.time())
    run = tostring(os.time()) .. number
end

function request()
    count = count + 1
    local body = "unit=kec-01&layanan=KTP&kunci=" .. run .. "-" .. count ..
        "-xxxxxxxxxxxx&jenis_kelamin=P&usia=30-39&pendidikan=SMA&pekerjaan=PNS"
    for i = 1, 9 do
        body = body .. "&u" .. i .. "=" .. math.random(1, 4)
    end
    return wrk.format("POST", nil, {
        ["Content-Type"] = "application/x-www-form-urlencoded",
        ["Origin"] = "http://" .. wrk.headers["Host"],
        ["User-Agent"] = "ponsel-" .. number .. "-" .. count % 2000}, body)
end

function done(summary, latency)
    local e = summary.errors
    print(string.format("{\"n\":%d,\"us\":%d,\"p50\":%d,\"p99\":%d,\"worst\":%d," ..
        "\"bad\":%d,\"lost\":%d}", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99), latency.max, e.status,
        e.connect + e.read + e.write + e.timeout))
end
