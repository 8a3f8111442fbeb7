// Handlers and presenters, and the commands below them, take addresses from one place.
export * from '../paths.js';
