import type { TypePrinterName } from '../../profiles/profile.js';
import type { PrinterOf } from './type-printer.js';

/** Loads a printer of types, and nothing of the other. */
export async function loadPrinter(name: TypePrinterName): Promise<PrinterOf> {
  if (name === 'own') {
    const { TreeTypes } = await import('./tree/tree-types.js');
    return (described) => new TreeTypes(described);
  }
  const { SchemaTypes } = await import('./openapi-typescript/schema-types.js');
  return (described) => new SchemaTypes(described);
}
