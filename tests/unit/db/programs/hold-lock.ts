import { lockDataDirectory } from '@/lib/db/data-directory-lock'

const [dataDirectory = ''] = process.argv.slice(2)
await lockDataDirectory(dataDirectory)
console.log('locked')
setInterval(() => undefined, 1000)
