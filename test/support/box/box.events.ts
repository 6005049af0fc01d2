import type { BoxEvent } from './box';

export const labelled = (label: string): BoxEvent => ({ type: 'shop/box/labelled', data: { label } });
export const filled = (...items: string[]): BoxEvent => ({ type: 'shop/box/filled', data: { items } });
export const emptied = (...items: string[]): BoxEvent => ({ type: 'shop/box/emptied', data: { items } });
export const sealed: BoxEvent = { type: 'shop/box/sealed', data: {} };
