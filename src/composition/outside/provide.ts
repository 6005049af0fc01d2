import type { Container } from 'inversify';
import type { Environment } from '../environment';

/** Gives a container a port to the world outside. Its client is made when it is first used. */
export type Provide = (container: Container, environment: Environment) => void;
