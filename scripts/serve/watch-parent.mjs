/**
 * npm ends on SIGTERM without waiting for what it runs, and does not always pass the signal on. When this process was started by npm and
 * its parent is gone, it stops as if it had got the signal itself. Started in another way, a parent may leave (a closed shell, nohup).
 */
export function stopWithParent(environment = process.env) {
  if (!environment.npm_lifecycle_event) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}
