/** Room for the last pixels of a raster, where a kernel that works on groups of up to sixteen may write beyond them. */
const ROOM = memory.data(384, 16)

/** Copy a raster's last pixels to where a whole group fits. */
export function borrow(from: usize, pixels: i32): usize {
  memory.copy(ROOM, from, (<usize>pixels) << 2)
  return ROOM
}

/** Copy the pixels that were borrowed back. */
export function giveBack(to: usize, pixels: i32): void {
  memory.copy(to, ROOM, (<usize>pixels) << 2)
}
