-- wrk: one filled-in sheet a request, each with a key of its own. The path and the
-- host stand in the address; what came of it is written as one line of JSON. All
-- parts are of fixed length and made before: the generator shares the machine's
-- cores with what is measured.
local n_threads, N_ANSWERS, N_PHONES = 0, 1024, 2000
function setup(thread)
    thread:set("number", n_threads)
    n_threads = n_threads + 1
end

function init()
    count = 0
    math.randomseed(number * 7919 + os.time())
    local run = string.format("%011x-%02d", os.time() * 1000, number)
    local first = "unit=kec-01&layanan=KTP&kunci=" .. run .. "-"
    local rest = "-xxxxxxxxxxxx&jenis_kelamin=P&usia=30-39&pendidikan=SMA&pekerjaan=PNS"
    answers = {}
    for a = 0, N_ANSWERS - 1 do
        local one = rest
        for i = 1, 9 do
            one = one .. "&u" .. i .. "=" .. math.random(1, 4)
        end
        answers[a] = one
    end
    heads = {}
    for p = 0, N_PHONES - 1 do
        heads[p] = wrk.format("POST", nil, {
            ["Content-Type"] = "application/x-www-form-urlencoded",
            ["Origin"] = "http://" .. wrk.headers["Host"],
            ["User-Agent"] = "ponsel-" .. number .. "-" .. p},
            first .. "XXXXXXXX" .. answers[0])
        heads[p] = heads[p]:sub(1, #heads[p] - #answers[0] - 8)
    end
end

function request()
    count = count + 1
    return heads[count % N_PHONES] .. string.format("%08d", count) ..
        answers[count * 7 % N_ANSWERS]
end

function done(summary, latency)
    local e = summary.errors
    print(string.format("{\"n\":%d,\"us\":%d,\"p50\":%d,\"p99\":%d,\"worst\":%d," ..
        "\"bad\":%d,\"lost\":%d}", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99), latency.max, e.status,
        e.connect + e.read + e.write + e.timeout))
end
