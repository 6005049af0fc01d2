import ts from 'typescript';
import type { Anchor } from './source-text';

/** The first node below another that a test takes. */
function first<N extends ts.Node>(node: ts.Node, is: (each: ts.Node) => each is N): N | undefined {
  return is(node) ? node : ts.forEachChild(node, (child) => first(child, is));
}

function isNamed(name: string): (node: ts.Node & { readonly name?: ts.Node | undefined }) => boolean {
  return (node) =>
    node.name !== undefined &&
    (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)) &&
    node.name.text === name;
}

/** A property, in whatever object stands first in the file. */
function property(within: ts.Node, name: string): ts.Expression | undefined {
  const found = first(
    within,
    (node): node is ts.PropertyAssignment | ts.PropertyDeclaration =>
      (ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) && isNamed(name)(node),
  );
  return found?.initializer;
}

function variable(file: ts.SourceFile, name: string): ts.Expression | undefined {
  const found = first(
    file,
    (node): node is ts.VariableDeclaration => ts.isVariableDeclaration(node) && isNamed(name)(node),
  );
  return found?.initializer;
}

/** The list that a constant is: `contexts`. */
export function listOf(name: string): Anchor<ts.ArrayLiteralExpression> {
  return {
    name: `list \`${name}\``,
    find: (file) => only(variable(file, name), ts.isArrayLiteralExpression),
  };
}

/** The list in a manifest: `handlers: [...]`. */
export function listIn(name: string): Anchor<ts.ArrayLiteralExpression> {
  return {
    name: `list \`${name}\``,
    find: (file) => only(property(file, name), ts.isArrayLiteralExpression),
  };
}

/** The object that is given to a function: `contextModule({...})`. */
export function argumentOf(callee: string, index = 0): Anchor<ts.ObjectLiteralExpression> {
  return {
    name: `call of \`${callee}\``,
    find: (file) => {
      const call = first(
        file,
        (node): node is ts.CallExpression =>
          ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === callee,
      );
      return only(call?.arguments[index], ts.isObjectLiteralExpression);
    },
  };
}

/** The object that a property of a constant or a class is: `apply` of `invoiceFold`, `on` of a projection. */
export function objectIn(owner: string, name: string): Anchor<ts.ObjectLiteralExpression> {
  return {
    name: `object \`${name}\` in \`${owner}\``,
    find: (file) => {
      const within = variable(file, owner) ?? classOf(owner).find(file);
      return within && only(property(within, name), ts.isObjectLiteralExpression);
    },
  };
}

/** The object that a constant is. */
export function objectOf(name: string): Anchor<ts.ObjectLiteralExpression> {
  return {
    name: `object \`${name}\``,
    find: (file) => only(variable(file, name), ts.isObjectLiteralExpression),
  };
}

export function typeOf(name: string): Anchor<ts.TypeNode> {
  return {
    name: `type \`${name}\``,
    find: (file) =>
      first(
        file,
        (node): node is ts.TypeAliasDeclaration => ts.isTypeAliasDeclaration(node) && isNamed(name)(node),
      )?.type,
  };
}

export function interfaceOf(name: string): Anchor<ts.InterfaceDeclaration> {
  return {
    name: `interface \`${name}\``,
    find: (file) =>
      first(
        file,
        (node): node is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(node) && isNamed(name)(node),
      ),
  };
}

export function classOf(name: string): Anchor<ts.ClassDeclaration> {
  return {
    name: `class \`${name}\``,
    find: (file) =>
      first(file, (node): node is ts.ClassDeclaration => ts.isClassDeclaration(node) && isNamed(name)(node)),
  };
}

/** The last public method of a class that `is` takes: what is like it is added after it. */
export function lastMethod(
  owner: string,
  what: string,
  is: (method: ts.MethodDeclaration) => boolean,
): Anchor<ts.ClassElement> {
  return {
    name: `${what} in \`${owner}\``,
    find: (file) => classOf(owner).find(file)?.members.filter(ts.isMethodDeclaration).findLast(is),
  };
}

export function isPrivate(method: ts.MethodDeclaration): boolean {
  return method.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) ?? false;
}

function only<N extends ts.Node>(node: ts.Node | undefined, is: (each: ts.Node) => each is N): N | undefined {
  return node && is(node) ? node : undefined;
}
