"""Durable form posts: ikm serve beside nginx, PHP-FPM and MariaDB with their default
durable settings, by wrk from loopback, one after another; and with 2,000 idle and
500 slow connections at the same time. 128 connections: the phones of a full hall;
32 show what fewer can do, who mostly wait for the disk."""
import contextlib
import json
import os
import re
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
import time

SECONDS = int(os.environ.get("IKM_BENCH_WEB_S", "10"))
N_CONNECTIONS, N_FEW, N_IDLE, N_SLOW = 128, 32, 2000, 500
AT_LEAST, P99_MS = 5, 50


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wrk(bench, port, path, n_connections=N_CONNECTIONS):
    out = subprocess.run(
        ["wrk", "-t2", f"-c{n_connections}", f"-d{SECONDS}s", "-s",
         bench.HERE / "web" / "post.lua", f"http://127.0.0.1:{port}{path}"],
        stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    return json.loads(re.search(r"\{.*\}", out).group())


def per_second(told):
    return told["n"] / told["us"] * 1e6


@contextlib.contextmanager
def process(*command, **options):
    one = subprocess.Popen([str(c) for c in command], **options)
    try:
        yield one
    finally:
        one.send_signal(signal.SIGTERM)
        try:
            one.wait(30)
        except subprocess.TimeoutExpired:
            one.kill()
            one.wait()


@contextlib.contextmanager
def ikm_server(bench):
    folder = bench.FOLDER / "web"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for command in (("init",), ("unit", "add", "kec-01", "Kecamatan"),
                    ("service", "add", "kec-01", "KTP")):
        subprocess.run([bench.PROGRAM, *command], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
    with process(bench.PROGRAM, "serve", "--listen", "127.0.0.1:0", cwd=folder,
                 stdout=subprocess.PIPE, encoding="utf-8") as one:
        port = int(re.search(r":(\d+)/", one.stdout.readline()).group(1))
        yield port, one.pid, folder / "ikm.db"


@contextlib.contextmanager
def php_server(bench):
    folder = bench.FOLDER / "php"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    port, db_socket, php_socket = free_port(), folder / "db", folder / "php"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    as_root = os.geteuid() == 0
    subprocess.run(["mariadb-install-db", "--no-defaults",
                    f"--datadir={folder / 'data'}",
                    "--auth-root-authentication-method=normal",
                    *(["--user=root"] if as_root else [])], check=True, **quiet)
    (folder / "fpm.conf").write_text(
        f"[global]\nerror_log = {folder}/fpm.log\n[www]\n"
        f"{'user = root' if as_root else ''}\nlisten = {php_socket}\n"
        "pm = static\npm.max_children = 16\n")
    (folder / "nginx.conf").write_text(
        f"{'user root;' if as_root else ''}\nworker_processes 2;\n"
        f"pid {folder}/nginx.pid;\nerror_log {folder}/nginx.log;\n"
        "events { worker_connections 4096; }\nhttp { access_log off;\n"
        f"client_body_temp_path {folder}/body; fastcgi_temp_path {folder}/temp;\n"
        f"proxy_temp_path {folder}/p; uwsgi_temp_path {folder}/u;\n"
        f"scgi_temp_path {folder}/s; keepalive_requests 1000000000;\n"
        f"server {{ listen 127.0.0.1:{port}; location / {{\n"
        "include /etc/nginx/fastcgi_params;\n"
        f"fastcgi_param SCRIPT_FILENAME {bench.HERE}/web/index.php;\n"
        f"fastcgi_param SOCKET {db_socket};\n"
        f"fastcgi_pass unix:{php_socket}; }} }} }}\n")
    fpm = next(p for p in sorted(os.listdir("/usr/sbin")) if p.startswith("php-fpm"))
    with contextlib.ExitStack() as stack:
        stack.enter_context(process(
            "mariadbd", "--no-defaults", f"--datadir={folder / 'data'}",
            f"--socket={db_socket}", f"--pid-file={folder / 'pid'}",
            "--skip-networking", *(["--user=root"] if as_root else []), **quiet))
        for _ in range(300):
            if subprocess.run(["mariadb", "--no-defaults", f"--socket={db_socket}",
                               "-uroot", "-e", "CREATE DATABASE IF NOT EXISTS skm"],
                              check=False, **quiet).returncode == 0:
                break
            time.sleep(0.1)
        subprocess.run(
            ["mariadb", "--no-defaults", f"--socket={db_socket}", "-uroot", "skm",
             "-e", "CREATE TABLE jawaban (id BIGINT AUTO_INCREMENT PRIMARY KEY, "
             "unit VARCHAR(64), layanan VARCHAR(200), jenis_kelamin VARCHAR(20), "
             "usia VARCHAR(20), pendidikan VARCHAR(20), "
             + ", ".join(f"u{i} TINYINT" for i in range(1, 10)) + ")"], check=True)
        stack.enter_context(process(f"/usr/sbin/{fpm}", "-F", "-n", "-d",
                                    "extension=pdo.so", "-d",
                                    "extension=mysqlnd.so", "-d",
                                    "extension=pdo_mysql.so", "-y",
                                    folder / "fpm.conf",
                                    *(["-R"] if as_root else []), **quiet))
        stack.enter_context(process("nginx", "-c", folder / "nginx.conf", "-g",
                                    "daemon off;", **quiet))
        time.sleep(1.5)

        def count():
            return int(subprocess.run(
                ["mariadb", "--no-defaults", f"--socket={db_socket}", "-uroot",
                 "-N", "-e", "SELECT count(*) FROM skm.jawaban"], check=True,
                stdout=subprocess.PIPE, encoding="utf-8").stdout)
        yield port, count


@contextlib.contextmanager
def crowd(port):
    """Idle connections, and slow ones: half in the head, half in the body."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    stop, held = threading.Event(), []
    head = b"POST /isi HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n"

    def drip():
        at = 0
        while not stop.wait(0.2):
            at += 1
            for i, one in enumerate(held[N_IDLE:]):
                with contextlib.suppress(OSError):
                    one.send(head[at % 20:at % 20 + 1] if i % 2 else
                             head if at == 1 else b"x")

    thread = threading.Thread(target=drip)
    try:
        for _ in range(N_IDLE + N_SLOW):
            held.append(socket.create_connection(("127.0.0.1", port), 10))
        thread.start()
        yield
    finally:
        stop.set()
        if thread.is_alive():
            thread.join()
        for one in held:
            one.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def stored(path):
    with contextlib.closing(sqlite3.connect(path)) as file:
        return file.execute("SELECT count(*) FROM response").fetchone()[0]


def peak_bytes(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return next(int(line.split()[1]) * 1024 for line in file
                    if line.startswith("VmHWM"))


def measure(bench, table):
    """Returns whether all that was acknowledged is stored."""
    pick, local = bench.pick, bench.local
    bench.note(pick("7. kiriman formulir di web ...", "7. form posts on the web ..."))
    if not shutil.which("wrk"):
        bench.note(pick("wrk tidak ada.", "There is no wrk."))
        return True
    whole = True
    with ikm_server(bench) as (port, pid, path):
        ours = wrk(bench, port, "/isi.json")
        few = wrk(bench, port, "/isi.json", N_FEW)
        n_good = ours["n"] - ours["bad"] + few["n"] - few["bad"]
        with crowd(port):
            pressed = wrk(bench, port, "/isi.json")
        n_good += pressed["n"] - pressed["bad"]
        peak = peak_bytes(pid)
        whole &= ours["bad"] == few["bad"] == 0 and stored(path) >= n_good
    load = os.getloadavg()[0]

    def told(one):
        return local(f"{per_second(one):,.0f}/s, p99 {one['p99'] / 1000:.1f} ms")

    def what(n):
        return pick(f"kiriman formulir yang tahan padam, {n} sambungan",
                    f"durable form posts, {n} connections")
    if all(map(shutil.which, ("nginx", "mariadbd"))):
        with php_server(bench) as (port, count):
            theirs = wrk(bench, port, "/")
            theirs_few = wrk(bench, port, "/", N_FEW)
            sent = theirs["n"] + theirs_few["n"]
            whole &= theirs["bad"] == theirs_few["bad"] == 0 and count() >= sent
        times = per_second(ours) / per_second(theirs)
        times_few = per_second(few) / per_second(theirs_few)
        table.add(what(N_CONNECTIONS), told(ours), "nginx, PHP-FPM, MariaDB",
                  told(theirs), local(f"{times:.1f} x"), f">= {AT_LEAST} x",
                  times >= AT_LEAST)
        table.add(what(N_FEW), told(few), "nginx, PHP-FPM, MariaDB",
                  told(theirs_few), local(f"{times_few:.1f} x"), "", None)
    else:
        table.add(what(N_CONNECTIONS), told(ours), "", "", "", "", None)
        bench.note(pick("nginx, PHP-FPM atau MariaDB tidak ada.",
                        "There is no nginx, PHP-FPM or MariaDB."))
    table.add(what(N_CONNECTIONS) + ", p99", local(f"{ours['p99'] / 1000:.1f} ms"), "", "", "",
              f"< {P99_MS} ms", ours["p99"] < 1000 * P99_MS)
    table.add(pick(f"yang sama di antara {N_IDLE} sambungan diam dan {N_SLOW} lambat",
                   f"the same amid {N_IDLE} idle and {N_SLOW} slow connections"),
              told(pressed), "", "", "", f"p99 < {P99_MS} ms",
              pressed["p99"] < 1000 * P99_MS)
    table.size(pick("server itu, memori puncak", "that server, peak memory"), peak,
               256 * bench.MIB)
    bench.note(pick(f"beban mesin saat itu {load:.1f}; tersimpan semua: "
                    f"{'ya' if whole else 'TIDAK'}",
                    f"load of the machine then {load:.1f}; all stored: "
                    f"{'yes' if whole else 'NO'}"))
    return whole
