"""Makes the bundled samples from a scikit-image wheel, a vega_datasets wheel, espeak-ng and ffmpeg.

Usage: make_samples.py SKIMAGE_DATA_FOLDER VEGA_DATA_FOLDER SAMPLES_FOLDER
Needs ImageMagick (convert), espeak-ng and ffmpeg on the path. Labels were placed by hand on the pictures.
"""
import csv, json, math, os, random, struct, subprocess, sys, tempfile, wave

SKIMAGE, VEGA, SAMPLES = sys.argv[1:4]
OUT = os.path.join(SAMPLES, 'dataset')
random.seed(7)


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def path(*parts):
    full = os.path.join(*parts)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    return full


def ellipse(x, y, rx, ry, n=20):
    return [round(v, 1) for i in range(n) for v in (x + rx * math.cos(2 * math.pi * i / n), y + ry * math.sin(2 * math.pi * i / n))]


def bounds(polygon):
    xs, ys = polygon[0::2], polygon[1::2]
    return [min(xs), min(ys), round(max(xs) - min(xs), 1), round(max(ys) - min(ys), 1)]


def area(polygon):
    n = len(polygon) // 2
    return round(abs(sum(polygon[2 * i] * polygon[(2 * i + 3) % (2 * n)] - polygon[(2 * i + 2) % (2 * n)] * polygon[2 * i + 1] for i in range(n))) / 2, 1)


def rle_of_ellipse(cx, cy, rx, ry, width, height):
    counts, value, length = [], 0, 0
    for x in range(width):
        for y in range(height):
            here = 1 if ((x + 0.5 - cx) / rx) ** 2 + ((y + 0.5 - cy) / ry) ** 2 <= 1 else 0
            if here != value:
                counts.append(length)
                value, length = here, 0
            length += 1
    counts.append(length)
    return {'size': [height, width], 'counts': counts}, sum(counts[1::2])


def images():
    sizes = {'astronaut': (320, 320), 'chelsea': (320, 213), 'coffee': (320, 213), 'rocket': (320, 214)}
    for name in sizes:
        source = os.path.join(SKIMAGE, name + ('.jpg' if name == 'rocket' else '.png'))
        run('convert', source, '-resize', '320x320', '-strip', '-quality', '88', path(OUT, 'images/images', name + '.jpg'))
    rows, labels = [], []
    for index, (name, (width, height)) in enumerate(sizes.items(), 1):
        rows.append({'id': index, 'file_name': name + '.jpg', 'width': width, 'height': height})

    def add(image, category, box=None, polygon=None, rle=None, keypoints=None):
        row = {'id': len(labels) + 1, 'image_id': image, 'category_id': category, 'iscrowd': 0}
        if polygon:
            row.update(segmentation=[polygon], bbox=bounds(polygon), area=area(polygon))
        elif rle:
            mask, size = rle
            row.update(segmentation=mask, area=size, bbox=box)
        else:
            row.update(segmentation=[], bbox=box, area=box[2] * box[3])
        if keypoints:
            row.update(keypoints=[v for point in keypoints for v in point], num_keypoints=sum(1 for p in keypoints if p[2] > 0))
        labels.append(row)

    face = 1
    add(1, face, [96, 9, 93, 109], keypoints=[(155, 64, 2), (125, 64, 2), (140, 79, 2)])
    add(1, 2, polygon=[175.4, 319.5, 175.4, 287, 183.4, 260.5, 199.3, 239.2, 223.3, 220.6, 244.5, 215.3, 271, 220.6, 292.4, 236.5, 308.3, 260.5, 311, 287, 317.9, 319.5])
    add(1, 3, polygon=ellipse(106.8, 241.3, 23.4, 23.4))
    add(2, face, [20, 0, 263, 213], keypoints=[(226, 97, 2), (122, 82, 2), (185, 171, 2)])
    for x, y, rx, ry in [(122, 82, 26, 20.5), (226.7, 97.3, 18, 18.6)]:
        left, right, top, bottom = math.floor(x - rx), math.ceil(x + rx), math.floor(y - ry), math.ceil(y + ry)
        add(2, 4, [left, top, right - left, bottom - top], rle=rle_of_ellipse(x, y, rx, ry, 320, 213))
    add(3, 5, [93, 9, 125, 152])
    add(3, 6, polygon=ellipse(148.3, 117, 107, 86))
    add(3, 7, [174, 35, 52, 139])
    add(4, 8, polygon=[157, 72, 161, 64, 165, 72, 167, 205, 155, 205])
    add(4, 9, [2, 0, 44, 213])
    add(4, 9, [86, 62, 17, 134])
    names = ['face', 'helmet', 'patch', 'eye', 'cup', 'saucer', 'spoon', 'rocket', 'tower']
    categories = [{'id': i, 'name': n, 'supercategory': 'thing'} for i, n in enumerate(names, 1)]
    categories[0].update(keypoints=['left_eye', 'right_eye', 'nose'], skeleton=[[1, 3], [2, 3]])
    document = {'info': {'description': 'Variegate samples'}, 'licenses': [], 'images': rows, 'annotations': labels, 'categories': categories}
    with open(path(OUT, 'images/instances.json'), 'w') as file:
        json.dump(document, file)
        file.write('\n')


def photos():
    crops = {
        'animal/cat.jpg': ('chelsea.png', '300x300+40+0'), 'animal/cat_eye.jpg': ('chelsea.png', '160x160+110+50'),
        'space/astronaut.jpg': ('astronaut.png', '300x300+100+0'), 'space/galaxies.jpg': ('hubble_deep_field.jpg', '400x400+200+200'),
        'object/coffee.jpg': ('coffee.png', '380x380+80+0'), 'object/motorcycle.jpg': ('motorcycle_left.png', '480x480+120+0'),
    }
    for name, (source, crop) in crops.items():
        run('convert', os.path.join(SKIMAGE, source), '-crop', crop, '+repage', '-resize', '192x192', '-strip', '-quality', '88', path(OUT, 'photos', name))


def text():
    reviews = [
        ('The battery lasts two full days and the screen is bright even in the sun.', 'good'),
        ('It stopped working after a week, and nobody answered my letters.', 'bad'),
        ('A lovely little radio. It sounds warm, and the buttons are easy to press.', 'good'),
        ('The zip broke at once; the bag smells of glue and looks nothing like the picture.', 'bad'),
        ('Quick delivery, honest price, and the kettle boils in a minute!', 'good'),
        ('I wanted to like this lamp, but it flickers and hums all night.', 'bad'),
    ]
    with open(path(OUT, 'reviews.jsonl'), 'w') as file:
        for i, (line, label) in enumerate(reviews, 1):
            file.write(json.dumps({'id': f'r{i}', 'text': line, 'label': label}) + '\n')
    entities = [
        ('Marie Curie was born in Warsaw and worked in Paris.', 'history', [('Marie Curie', 'person'), ('Warsaw', 'place'), ('Paris', 'place')]),
        ('On Monday the train from Lisbon to Porto was two hours late 😀, said Rui Costa.', 'news', [('Monday', 'date'), ('Lisbon', 'place'), ('Porto', 'place'), ('Rui Costa', 'person')]),
        ('The cafe\u0301 on Rua Augusta closes early. Helena Vaz opens it again at six.', 'news', [('Rua Augusta', 'place'), ('Helena Vaz', 'person')]),
        ('Ada Lovelace wrote to Charles Babbage in 1843. The letters are kept in Oxford.', 'history', [('Ada Lovelace', 'person'), ('Charles Babbage', 'person'), ('1843', 'date'), ('Oxford', 'place')]),
        ('A storm hit Reykjavik last night; the harbour stays closed until Friday.', 'news', [('Reykjavik', 'place'), ('Friday', 'date')]),
    ]
    with open(path(OUT, 'entities.jsonl'), 'w') as file:
        for i, (line, label, spans) in enumerate(entities, 1):
            found = [{'start': line.index(words), 'end': line.index(words) + len(words), 'label': kind} for words, kind in spans]
            file.write(json.dumps({'id': i, 'text': line, 'label': label, 'spans': found}, ensure_ascii=False) + '\n')
    messages = [
        ('m1', 'Can we move the meeting to ten, please?', 'request'), ('m2', 'Thanks, that was a great help.', 'thanks'),
        ('m3', 'She said "never again", and left.', 'story'), ('m4', 'Please send me the big green folder today.', 'request'),
    ]
    with open(path(OUT, 'messages.csv'), 'w', newline='') as file:
        writer = csv.writer(file, lineterminator='\n')
        writer.writerow(['id', 'text', 'label'])
        writer.writerows(messages)


RATE = 16000


def write_wav(name, channels, rate=RATE):
    with wave.open(name, 'wb') as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate)
        frames = b''.join(struct.pack('<h', max(-32768, min(32767, round(v * 32767)))) for frame in zip(*channels) for v in frame)
        file.writeframes(frames)


def speak(word, voice, speed):
    with tempfile.TemporaryDirectory() as folder:
        spoken, resampled = os.path.join(folder, 'spoken.wav'), os.path.join(folder, 'resampled.wav')
        run('espeak-ng', '-v', voice, '-s', str(speed), '-w', spoken, word)
        run('ffmpeg', '-y', '-i', spoken, '-ar', str(RATE), '-ac', '1', resampled)
        with wave.open(resampled) as file:
            data = file.readframes(file.getnframes())
    values = [v / 32768 for v in struct.unpack(f'<{len(data) // 2}h', data)]
    loud = [i for i, v in enumerate(values) if abs(v) > 0.01]
    return values[loud[0]:loud[-1] + 1]


def speech():
    events = []
    for name, words, voice, speed in [
        ('command/open_the_door.wav', ['open', 'the', 'door'], 'en', 150), ('command/turn_left_now.wav', ['turn', 'left', 'now'], 'en-us', 160),
        ('number/three_seven_five.wav', ['three', 'seven', 'five'], 'en', 140),
    ]:
        values = [0.0] * 2400
        for word in words:
            start = len(values)
            values += speak(word, voice, speed)
            events.append((name, start / RATE, len(values) / RATE, word))
            values += [0.0] * 1600
        write_wav(path(OUT, 'speech', name), [values])
    bell = [0.6 * math.exp(-3.5 * i / RATE) * sum(math.sin(2 * math.pi * f * i / RATE) / k for k, f in [(1, 660), (2, 1320), (3, 1782)]) / 1.8 for i in range(int(1.1 * RATE))]
    quiet = [0.0] * int(0.4 * RATE)
    left = quiet + bell
    right = [0.0] * 40 + quiet + [0.6 * v for v in bell[:-40]]
    write_wav(path(OUT, 'speech/signal/bell.wav'), [left, right])
    events.append(('signal/bell.wav', 0.4, 1.5, 'bell'))
    siren, phase = [], 0.0
    for i in range(int(1.6 * RATE)):
        phase += 2 * math.pi * (700 + 250 * math.sin(2 * math.pi * 1.25 * i / RATE)) / RATE
        siren.append(0.4 * math.sin(phase) if 0.3 <= i / RATE < 1.3 else 0.0)
    write_wav(path(OUT, 'speech/signal/siren.wav'), [siren])
    events.append(('signal/siren.wav', 0.3, 1.3, 'siren'))
    with open(path(OUT, 'speech/events.csv'), 'w', newline='') as file:
        writer = csv.writer(file, lineterminator='\n')
        writer.writerow(['file', 'start', 'end', 'label'])
        writer.writerows(events)


def noise():
    pink, rows = [], [0.0] * 12
    for i in range(2 * RATE):
        for k in range(12):
            if i % (1 << k) == 0:
                rows[k] = random.uniform(-1, 1)
        pink.append(0.25 * sum(rows) / 12 * 2)
    write_wav(path(SAMPLES, 'noise/pink.wav'), [pink])
    write_wav(path(SAMPLES, 'noise/hum.wav'), [[0.2 * (math.sin(2 * math.pi * 50 * i / RATE) + 0.5 * math.sin(2 * math.pi * 150 * i / RATE)) for i in range(2 * RATE)]])


def sensors():
    def rows(name):
        with open(os.path.join(VEGA, name)) as file:
            return list(csv.DictReader(file))

    def write(name, header, records):
        with open(path(OUT, 'sensors', name), 'w', newline='') as file:
            writer = csv.writer(file, lineterminator='\n')
            writer.writerow(header)
            writer.writerows(records)

    weather = rows('seattle-weather.csv')[:240]
    write('seattle_weather.csv', ['date', 'precipitation', 'temp_max', 'temp_min', 'wind', 'weather'],
          [[r['date'].replace('/', '-'), r['precipitation'], r['temp_max'], '' if i in (40, 41) else r['temp_min'], r['wind'], r['weather']] for i, r in enumerate(weather)])
    temps = rows('seattle-temps.csv')[:336]
    write('seattle_hourly.csv', ['date', 'temp'], [[r['date'].replace('/', '-') + ':00', r['temp']] for r in temps])
    jobs = rows('us-employment.csv')
    write('employment.csv', ['month', 'construction', 'retail_trade', 'nonfarm_change'], [[r['month'], r['construction'], r['retail_trade'], r['nonfarm_change']] for r in jobs])
    bay = rows('sf-temps.csv')[:300]
    write('bay_hours.csv', ['hour', 'temp'], [[i, 'NaN' if i in (90, 91, 92) else r['temp']] for i, r in enumerate(bay)])
    with open(path(OUT, 'sensors/intervals.csv'), 'w', newline='') as file:
        writer = csv.writer(file, lineterminator='\n')
        writer.writerow(['file', 'start', 'end', 'label'])
        writer.writerows([
            ('seattle_weather.csv', '2012-01-16', '2012-01-21', 'snow'), ('seattle_weather.csv', '2012-02-10', '2012-02-12', 'gap'),
            ('seattle_hourly.csv', '2010-01-04 06:00:00', '2010-01-04 18:00:00', 'day'), ('employment.csv', '2008-01-01', '2009-07-01', 'recession'),
            ('bay_hours.csv', 90, 93, 'gap'),
        ])
    with open(path(OUT, 'activities.csv'), 'w', newline='') as file:
        writer = csv.writer(file, lineterminator='\n')
        writer.writerow(['id', 'label', 't', 'x', 'y', 'z'])
        for i in range(6):
            label, speed, size = [('walk', 1.8, 1.0), ('run', 2.9, 2.2), ('rest', 0.3, 0.05)][i % 3]
            for step in range(64):
                t = step / 32
                wobble = lambda: random.gauss(0, 0.04)
                writer.writerow([i, label, t] + [round(v, 4) for v in (size * math.sin(2 * math.pi * speed * t + i) + wobble(), size * 0.6 * math.cos(2 * math.pi * speed * t + i) + wobble(), 9.81 + size * 0.4 * math.sin(4 * math.pi * speed * t) + wobble())])


def clips():
    """Camera moves over photographs: a box on the photograph moves against the camera, so tracks are exact."""
    tracks, segments = [], []
    moves = [  # name, photograph, box of an object on it, label, where the camera starts and ends, seconds, with sound
        ('pan/astronaut.mp4', 'astronaut.png', (154, 15, 149, 174), 'face', (40, 0), (160, 60), 2.0, True),
        ('pan/coffee.mp4', 'coffee.png', (174, 18, 234, 285), 'cup', (0, 40), (200, 20), 1.6, False),
        ('tilt/chelsea.mp4', 'chelsea.png', (136, 85, 74, 62), 'eye', (90, 20), (110, 100), 1.6, False),
        ('tilt/rocket.mp4', 'rocket.jpg', (310, 128, 26, 282), 'rocket', (200, 20), (220, 200), 2.0, True),
    ]
    width, height, rate = 240, 180, 15
    for name, photo, box, label, (x0, y0), (x1, y1), seconds, sound in moves:
        count = int(seconds * rate)
        with tempfile.TemporaryDirectory() as folder:
            for i in range(count):
                x, y = round(x0 + (x1 - x0) * i / (count - 1)), round(y0 + (y1 - y0) * i / (count - 1))
                run('convert', os.path.join(SKIMAGE, photo), '-crop', f'{width}x{height}+{x}+{y}', '+repage', f'{folder}/{i:03d}.png')
                left, top = max(0, box[0] - x), max(0, box[1] - y)
                right, bottom = min(width, box[0] + box[2] - x), min(height, box[1] + box[3] - y)
                if right > left and bottom > top:
                    tracks.append((name, 1, label, round(i / rate, 4), left, top, right - left, bottom - top))
            tune = ['-f', 'lavfi', '-i', f'sine=frequency=440:sample_rate={RATE}:duration={seconds}'] if sound else []
            codec = ['-c:a', 'aac', '-b:a', '48k'] if sound else []
            run('ffmpeg', '-y', '-framerate', str(rate), '-i', f'{folder}/%03d.png', *tune, '-c:v', 'libx264', '-crf', '24', '-pix_fmt', 'yuv420p', '-g', '15', '-map_metadata', '-1', *codec, path(OUT, 'clips', name))
        segments += [(name, 0, seconds / 2, 'start'), (name, seconds / 2, seconds, 'end')]
    for table, header, records in [('segments.csv', ['file', 'start', 'end', 'label'], segments), ('tracks.csv', ['file', 'track', 'label', 'time', 'x', 'y', 'width', 'height'], tracks)]:
        with open(path(OUT, 'clips', table), 'w', newline='') as file:
            writer = csv.writer(file, lineterminator='\n')
            writer.writerow(header)
            writer.writerows(records)


for make in (images, photos, text, speech, noise, sensors, clips):
    make()
