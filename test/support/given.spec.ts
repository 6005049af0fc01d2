import { Box } from './box/box';
import { filled, labelled, sealed } from './box/box.events';
import { given } from './given';

describe('given, when, then', () => {
  const fill = (box: Box): void => {
    box.fill('car');
  };

  it('passes when exactly these events are raised', () => {
    given(Box, labelled('toys')).when(fill).then(filled('car'));
  });

  it.each([
    ['fewer events', []],
    ['other events', [sealed]],
    ['more events', [filled('car'), sealed]],
    ['other data', [filled('doll')]],
  ])('fails for %s', (_, events) => {
    expect(() => {
      given(Box)
        .when(fill)
        .then(...events);
    }).toThrow();
  });

  it('fails with the refusal itself when events were expected', () => {
    expect(() => {
      given(Box, sealed).when(fill).then(filled('car'));
    }).toThrow('The box is sealed.');
  });

  it('passes when it is refused with this code and these fields', () => {
    given(Box, sealed).when(fill).refused('rule', 'shop/box/sealed');
    given(Box)
      .when((box) => {
        box.label('');
      })
      .refused('rule', 'shop/box/label-invalid', 'label');
  });

  it.each([
    ['nothing is refused', [], 'rule', 'shop/box/sealed'],
    ['the kind is another', [sealed], 'conflict', 'shop/box/sealed'],
    ['the code is another', [sealed], 'rule', 'shop/box/full'],
  ] as const)('fails when %s', (_, history, kind, code) => {
    expect(() => {
      given(Box, ...history)
        .when(fill)
        .refused(kind, code);
    }).toThrow();
  });

  it('fails when the fields are others', () => {
    const outcome = given(Box).when((box) => {
      box.label('');
    });
    expect(() => {
      outcome.refused('rule', 'shop/box/label-invalid');
    }).toThrow();
  });

  it('takes no fault for a refusal', () => {
    const outcome = given(Box).when(() => {
      throw new TypeError('undefined is not a function');
    });
    expect(() => {
      outcome.refused('rule', 'shop/box/sealed');
    }).toThrow('undefined is not a function');
  });

  it('fails when an action raises an event and is refused after it', () => {
    expect(() =>
      given(Box).when((box) => {
        box.fillAndSeal('car');
        box.fill('doll');
      }),
    ).toThrow();
  });
});
