#!/usr/bin/env python3
"""A second verifier for Qorgan's log, written from the formats (ledger/README.md) and sharing no code with the first.

    verify_log.py log DIR VKEY [WITNESS_VKEY ...]            a whole log in a directory
    verify_log.py proof FILE VKEY LEAF [WITNESS_VKEY ...]    one tlog-proof; LEAF is Base64 or a file with a leaf's opening

Every witness named must have cosigned. Keys are vkeys or files that hold one; Ed25519 only (types 1 and 4): signature lines of
other keys are passed over. A log that went over to other keys is followed from VKEY through its files succession/1, succession/2 … Exit status: 0 sound, 1 unsound, 2 wrongly called. Python 3.8 or newer, standard library only.
"""
import base64, hashlib, hmac, json, os, sys


class Unsound(Exception):
    pass


def demand(holds, what):
    if not holds:
        raise Unsound(what)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# --- Ed25519 verification, RFC 8032 section 5.1.7, on extended coordinates ---
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def add(a, b):
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(n, point):
    result = (0, 1, 1, 0)
    while n:
        if n & 1:
            result = add(result, point)
        point = add(point, point)
        n >>= 1
    return result


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * SQRT_M1 % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519(key, message, signature):
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = times(s, BASE), add(r, times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# --- Keys, notes and checkpoints: C2SP signed-note, tlog-checkpoint, tlog-cosignature ---
class Key:
    def __init__(self, text):
        if os.path.isfile(text):
            with open(text, encoding="utf-8") as file:
                text = file.readline()
        self.name, number, data = text.strip().split("+", 2)
        data = base64.b64decode(data, validate=True)
        self.kind, self.key, self.id = data[0], data[1:], bytes.fromhex(number)
        demand(self.kind in (1, 4) and len(self.key) == 32, "not an Ed25519 key: " + self.name)
        demand(self.id == sha256(self.name.encode(), b"\n", data)[:4], "a key under a foreign identifier: " + self.name)

    def signed(self, text, lines):
        for line in lines:
            name, _, data = line[2:].rpartition(" ")
            data = base64.b64decode(data, validate=True)
            if name != self.name or data[:4] != self.id:
                continue
            signature, message = data[4:], text.encode()
            if self.kind == 4:
                seconds, signature = int.from_bytes(signature[:8], "big"), signature[8:]
                message = b"cosignature/v1\ntime %d\n" % seconds + message
            demand(ed25519(self.key, message, signature), "checkpoint: the signature of " + name + " does not hold")
            return True
        return False


def checkpoint(data, log, witnesses):
    text, _, lines = data.decode().rpartition("\n\n")
    text, lines = text + "\n", lines.splitlines()
    demand(data.endswith(b"\n") and lines and all(line.startswith("\u2014 ") for line in lines), "checkpoint: not a signed note")
    demand(log.signed(text, lines), "checkpoint: not signed by the log's key")
    for witness in witnesses:
        demand(witness.signed(text, lines), "checkpoint: not cosigned by " + witness.name)
    origin, size, root = text.split("\n")[:3]
    demand(origin == log.name, "checkpoint: of another log")
    return int(size), base64.b64decode(root, validate=True)


# --- Successions: ledger/README.md ---
def statement_keys(text, side):
    """The Ed25519 keys of one side of a statement about keys."""
    found = [Key(line[len(side) :]) for line in text.splitlines() if line.startswith(side) and ed25519_vkey(line)]
    demand(found, "no Ed25519 key " + side.strip())
    return found


def ed25519_vkey(line):
    return base64.b64decode(line.split("+", 2)[2])[0] == 1


def succession(data, where):
    """What a succession says: keys before and after, the handover, and what of it is signed by whom."""
    head, _, note = data.partition("\n\n")
    lines = head.split("\n")
    demand(lines[1].startswith("extra "), where + ": a proof without a statement")
    extra = json.loads(base64.b64decode(lines[1][6:]))
    text, _, signatures = extra["statement"].rpartition("\n\n")
    text, signatures = text + "\n", signatures.splitlines()
    demand(text.startswith("qorgan.log-keys/v1\n"), where + ": not a statement about keys")
    before, after = statement_keys(text, "before "), statement_keys(text, "after ")
    for key in before + after:
        demand(key.signed(text, signatures), where + ": the statement is not signed by a key of " + key.name)
        size, root = checkpoint(note.encode(), key, [])
    opening = extra["opening"]
    demand(opening["fields"]["kind"] == "LOG_KEY", where + ": the leaf is about something else")
    demand(opening["fields"]["statement"] == sha256(text.encode()).hex(), where + ": the leaf is of another statement")
    index, path = int(lines[2][6:]), [base64.b64decode(line, validate=True) for line in lines[3:]]
    demand(climb(index, size, leaf_hash(leaf_of(opening)), path) == root, where + ": the leaf is not in the tree of the handover")
    return before, after, size, root, note


def follow(directory, log, witnesses):
    """The key that signs now, and the handovers (size, root) on the way to it."""
    chain = []
    while os.path.isfile(os.path.join(directory, "succession", str(len(chain) + 1))):
        where = "succession/%d" % (len(chain) + 1)
        with open(os.path.join(directory, where), encoding="utf-8") as file:
            chain.append((where,) + succession(file.read(), where))
    start = max([0] + [i + 1 for i, link in enumerate(chain) if any(key.key == log.key for key in link[2])])
    for where, before, after, size, root, note in chain[start:]:
        demand(any(key.key == log.key for key in before), where + ": does not succeed to the key that is believed")
        checkpoint(note.encode(), log, witnesses)
        log = after[0]
    return log, {link[3]: link[4] for link in chain}


# --- The tree: RFC 6962 section 2.1, C2SP tlog-tiles ---
def leaf_hash(entry):
    return sha256(b"\0", entry)


def node(left, right):
    return sha256(b"\1", left, right)


def tree(hashes):
    """The root over a list of equal subtrees, as RFC 6962 splits it."""
    if len(hashes) == 1:
        return hashes[0]
    half = 1 << (len(hashes) - 1).bit_length() - 1
    return node(tree(hashes[:half]), tree(hashes[half:]))


def tile_path(level, index, width):
    number = "%03d" % (index % 1000)
    while index >= 1000:
        index //= 1000
        number = "x%03d/%s" % (index % 1000, number)
    return "tile/%s/%s%s" % (level, number, "" if width == 256 else ".p/%d" % width)


def read(directory, level, index, width):
    for path in (tile_path(level, index, width), tile_path(level, index, 256)):
        try:
            with open(os.path.join(directory, path), "rb") as file:
                return path, file.read()
        except FileNotFoundError:
            pass
    raise Unsound(tile_path(level, index, width) + ": missing")


def hash_tile(directory, level, index, hashes):
    path, data = read(directory, level, index, len(hashes))
    demand(len(data) >= 32 * len(hashes), path + ": too short")
    for i, expected in enumerate(hashes):
        demand(data[32 * i : 32 * i + 32] == expected, "%s: hash %d is not what stands under it" % (path, i))


def entries(directory, index, width):
    path, data = read(directory, "entries", index, width)
    offset = 0
    for i in range(width):
        length = int.from_bytes(data[offset : offset + 2], "big")
        demand(offset + 2 + length <= len(data), "%s: ends before leaf %d" % (path, index * 256 + i))
        yield data[offset + 2 : offset + 2 + length]
        offset += 2 + length
    demand(offset == len(data) or width < 256 and ".p/" not in path, path + ": goes on behind its entries")


def verify_log(directory, log, witnesses):
    log, handovers = follow(directory, log, witnesses)
    with open(os.path.join(directory, "checkpoint"), "rb") as file:
        size, root = checkpoint(file.read(), log, witnesses)
    demand(all(handover <= size for handover in handovers), "checkpoint: rolled back behind a handover")
    rows = []  # the unfinished tile of each level
    finished = []  # how many full tiles each level has

    def push(level, value):
        if level == len(rows):
            rows.append([])
            finished.append(0)
        rows[level].append(value)
        if len(rows[level]) == 256:
            hash_tile(directory, level, finished[level], rows[level])
            full, rows[level] = tree(rows[level]), []
            finished[level] += 1
            push(level + 1, full)

    for index in range((size + 255) // 256):
        for at, entry in enumerate(entries(directory, index, min(256, size - index * 256)), index * 256 + 1):
            push(0, leaf_hash(entry))
            demand(at not in handovers or root_of(rows) == handovers[at], "succession: the handover at %d is of another log" % at)
    for level, row in enumerate(rows):
        if row:
            hash_tile(directory, level, finished[level], row)
    demand(root_of(rows) == root, "checkpoint: its root is not the root of the entries that are here")
    return "%d entries of %s" % (size, log.name)


def root_of(rows):
    peaks = []
    for row in reversed(rows):
        while row:
            count = 1 << len(row).bit_length() - 1
            peaks.append(tree(row[:count]))
            row = row[count:]
    whole = peaks.pop() if peaks else sha256()
    while peaks:
        whole = node(peaks.pop(), whole)
    return whole


def climb(index, size, value, path):
    """The root that an inclusion path leads to, RFC 9162 section 2.1.3.2."""
    last = size - 1
    demand(0 <= index <= last, "proof: the index lies outside the tree")
    for sibling in path:
        demand(last > 0, "proof: too long")
        if index & 1 or index == last:
            value = node(sibling, value)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            value = node(value, sibling)
        index, last = index >> 1, last >> 1
    demand(last == 0, "proof: too short")
    return value


# --- Openings: ledger/README.md ---
def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def leaf_of(opening):
    """The 33 bytes that an opening commits to: 32 slots under one root."""
    salt, fields = base64.b64decode(opening["salt"], validate=True), opening["fields"]
    slots = []
    for name in sorted(fields, key=lambda name: name.encode("utf-16-be")):
        field_salt = hmac.digest(salt, b"qorgan field\0" + name.encode(), "sha256")
        slots.append(leaf_hash(field_salt + canonical([name, fields[name]])))
    blank = hmac.digest(salt, b"qorgan blank", "sha256")
    while len(slots) < 32:
        slots.append(leaf_hash(blank + bytes([len(slots)])))
    return b"\1" + tree(slots)


def verify_proof(file, log, leaf, witnesses):
    with open(file, encoding="utf-8") as opened:
        head, _, note = opened.read().partition("\n\n")
    lines = head.split("\n")
    demand(lines.pop(0) == "c2sp.org/tlog-proof@v1", "proof: not a tlog-proof")
    if lines[0].startswith("extra "):
        lines.pop(0)
    demand(lines[0].startswith("index "), "proof: no index")
    index, path = int(lines[0][6:]), [base64.b64decode(line, validate=True) for line in lines[1:]]
    size, root = checkpoint(note.encode(), log, witnesses)
    if os.path.isfile(leaf):
        with open(leaf, encoding="utf-8") as opened:
            entry = leaf_of(json.load(opened))
    else:
        entry = base64.b64decode(leaf, validate=True)
    demand(climb(index, size, leaf_hash(entry), path) == root, "proof: leads to another root than the signed one")
    return "leaf %d of %s" % (index, log.name)


def main(words):
    try:
        if len(words) >= 3 and words[0] == "log":
            print("sound: " + verify_log(words[1], Key(words[2]), [Key(key) for key in words[3:]]))
        elif len(words) >= 4 and words[0] == "proof":
            print("sound: " + verify_proof(words[1], Key(words[2]), words[3], [Key(key) for key in words[4:]]))
        else:
            print(__doc__, file=sys.stderr)
            return 2
        return 0
    except Unsound as unsound:
        print("UNSOUND: %s" % unsound)
    except (ValueError, OSError, KeyError, IndexError) as malformed:
        print("UNSOUND: %s" % malformed)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
