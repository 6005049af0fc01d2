/*
 * `node scripts/node-version.cjs`: ends with one line on a Node.js outside the range of package.json. Every npm script
 * begins with it, so it is written for a Node.js of any age, and needs nothing that npm installs.
 */
'use strict';

/** @param {string} version `20.19.0`, also `20` @returns {number[]} three numbers */
function numbersOf(version) {
  var parts = version.split('.').map(Number);
  return [parts[0] || 0, parts[1] || 0, parts[2] || 0];
}

/** @returns {boolean} whether version a is at least version b */
function reaches(a, b) {
  for (var i = 0; i < 3; i += 1) if (a[i] !== b[i]) return a[i] > b[i];
  return true;
}

/**
 * @param {string} version `20.19.0`
 * @param {string} range `^20.19.0 || >=24.0.0`
 * @throws Error for a range that is written otherwise: a word of another kind would be passed over
 */
function isSupported(version, range) {
  var running = numbersOf(version);
  return range.split('||').some(function (part) {
    var match = /^\s*(\^|>=)(\d+(?:\.\d+){0,2})\s*$/.exec(part);
    if (!match) throw new Error('engines.node: write ^20.19.0 or >=24.0.0, joined by ||, not ' + part.trim());
    var least = numbersOf(match[2]);
    return reaches(running, least) && (match[1] === '>=' || running[0] === least[0]);
  });
}

/** @returns {string} as people say it: `20.19 or a later 20, or 24 or newer` */
function inWords(range) {
  var words = range.split('||').map(function (part) {
    var text = part.trim();
    var version = text.replace(/^(\^|>=)/, '').replace(/(\.0)+$/, '');
    return text.charAt(0) === '^' ? version + ' or a later ' + version.split('.')[0] : version + ' or newer';
  });
  return words.length < 2 ? words[0] : words.slice(0, -1).join(', ') + ', or ' + words[words.length - 1];
}

module.exports = { isSupported: isSupported, inWords: inWords };

if (require.main === module) {
  var range = require('../package.json').engines.node;
  var running = process.versions.node;
  if (!isSupported(running, range)) {
    var wanted = 'Foldline needs Node.js ' + inWords(range) + '; this is ' + running + '.';
    console.error(wanted + ' Run `nvm install`, or see nodejs.org.');
    process.exit(1);
  }
}
