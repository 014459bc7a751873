// Makes the compiled bench a package of its own name, with the specs beside it, so that it finds both as the shipped one does.
import { copyFileSync, cpSync } from 'node:fs';

copyFileSync('.config/bench-package.json', 'dist-bench/package.json');
cpSync('specs', 'dist-bench/specs', { recursive: true, filter: (file) => !file.endsWith('.ts') });
