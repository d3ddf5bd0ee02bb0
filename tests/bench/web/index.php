<?php // the plain way: a form, a prepared INSERT, a lasting connection
$db = new PDO('mysql:unix_socket=' . $_SERVER['SOCKET'] . ';dbname=skm', 'root', '',
    [PDO::ATTR_PERSISTENT => true, PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
$names = ['unit', 'layanan', 'jenis_kelamin', 'usia', 'pendidikan',
    'u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7', 'u8', 'u9'];
$values = [];
foreach ($names as $i => $name) {
    $value = $_POST[$name] ?? '';
    if ($i >= 5 && !in_array($value, ['1', '2', '3', '4'], true)) {
        http_response_code(422);
        exit;
    }
    $values[] = $value;
}
$db->prepare('INSERT INTO jawaban (' . implode(',', $names) . ') VALUES ('
    . implode(',', array_fill(0, count($names), '?')) . ')')->execute($values);
header('Content-Type: application/json');
echo '{"ok":true}';
