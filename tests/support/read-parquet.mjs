// Prints the rows of a Parquet file as JSON, one a line: node read-parquet.mjs FILE
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';

const file = await asyncBufferFromFile(process.argv[2] ?? '');
for (const row of await parquetReadObjects({ file })) console.log(JSON.stringify(row));
