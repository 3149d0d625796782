// ONNX Runtime opens what `footfall export --format onnx` writes, and answers as Footfall does.
//
//   node onnx_test.cjs NODE-MODULES FOOTFALL ANSWERS MODEL|transformer
//
// Exit code 77: not tried, as ONNX Runtime is not installed.
'use strict';
const { execFileSync } = require('node:child_process');
const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const [nodeModules, footfall, answersProgram, which] = process.argv.slice(2);
const kTolerance = 1e-5;
const kWindows = 20;

const runtime = path.resolve(nodeModules, 'onnxruntime-node');
if (!fs.existsSync(runtime)) {
    console.log(`SKIPPED: no ONNX Runtime at ${runtime}; ./test installs it where npm reaches a registry`);
    process.exit(77);
}

async function compare(folder) {
    const ort = require(runtime);
    let model = which;
    if (which === 'transformer') {
        model = path.join(folder, 'transformer.footfall');
        execFileSync(answersProgram, ['--transformer', model]);
    }
    const file = path.join(folder, 'model.onnx');
    execFileSync(footfall, ['export', '--model', model, '--format', 'onnx', '--out', file]);
    const expected = JSON.parse(execFileSync(answersProgram, [model, String(kWindows)],
                                             { maxBuffer: 1 << 26 }));
    const session = await ort.InferenceSession.create(file);
    assert.deepStrictEqual([...session.inputNames], ['window']);
    assert.deepStrictEqual([...session.outputNames], ['cycle', 'phase_logits', 'phase']);

    let worst = 0;
    // All at once, and one at a time: the batch is as large as one likes.
    for (const batch of [kWindows, 1]) {
        for (let first = 0; first < kWindows; first += batch) {
            const inputs = expected.inputs.slice(first, first + batch);
            const window = new ort.Tensor('float32', Float32Array.from(inputs.flat()),
                                          [batch, ...expected.shape]);
            const outputs = await session.run({ window });
            for (const name of session.outputNames) {
                const wanted = expected[name].slice(first, first + batch);
                assert.deepStrictEqual([...outputs[name].dims], [batch, wanted[0].length]);
                wanted.flat().forEach((value, i) => {
                    const difference = Math.abs(outputs[name].data[i] - value);
                    worst = Math.max(worst, difference);
                    assert.ok(difference <= kTolerance,
                              `${name}[${first}, ${i}]: ${outputs[name].data[i]}, not ${value}`);
                });
            }
        }
    }
    console.log(`${path.basename(model)}: ${kWindows} windows, largest difference ${worst.toExponential(2)}`);
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'footfall-onnx-'));
compare(folder)
    .catch((error) => {
        console.error(error.message);
        process.exitCode = 1;
    })
    .finally(() => fs.rmSync(folder, { recursive: true }));
