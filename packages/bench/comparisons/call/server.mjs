// The barest exchange there can be: reads a request to its end and says yes. `node server.mjs PORT`
import { createServer } from 'node:http';

const data = '{"orderId":"1330984742276198400","clientOid":"bench"}';
const head = { 'content-type': 'application/json', 'x-mbx-used-remain-limit': '9' };

createServer((request, response) => {
  request.resume().on('end', () => {
    const body = `{"code":"00000","msg":"success","requestTime":${Date.now()},"data":${data}}`;
    response.writeHead(200, { ...head, 'content-length': body.length }).end(body);
  });
}).listen(Number(process.argv[2]), '127.0.0.1');
