// The least a server can do that checks signatures: one HMAC over each request, then yes. `node bare.mjs PORT`
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { account } from './account.mjs';

const data = '{"orderId":"1330984742276198400","clientOid":"bench"}';

createServer((request, response) => {
  let sent = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => {
    sent += chunk;
  });
  request.on('end', () => {
    const { method, url, headers } = request;
    const text = `${headers['access-timestamp'] ?? ''}${method}${url}${sent}`;
    const expected = createHmac('sha256', account.secretKey).update(text).digest('base64');
    const ok = headers['access-sign'] === undefined || headers['access-sign'] === expected;
    const body = `{"code":"${ok ? '00000' : '40009'}","msg":"success","requestTime":${Date.now()},"data":${data}}`;
    response.writeHead(ok ? 200 : 400, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  });
}).listen(Number(process.argv[2]), '127.0.0.1');
