// Boxes, keypoints and pixels follow one map; the recipe makes the same result again without random numbers.
import { replay, run } from '@variegate/core'
import { affine, horizontalFlip, imageFrom, imageTransforms, toRaster } from '@variegate/image'

const raster = { width: 64, height: 48, channels: 4, data: new Uint8ClampedArray(64 * 48 * 4).fill(200) }
const image = imageFrom(
  raster,
  {
    instances: [
      {
        id: 1,
        label: 'cat',
        box: [10, 10, 20, 16],
        keypoints: [
          { name: 'left_eye', x: 15, y: 14, visibility: 2 },
          { name: 'right_eye', x: 22, y: 14, visibility: 2 },
        ],
      },
    ],
  },
  { id: 'cats/001' },
)

const { sample, recipe } = run([horizontalFlip(), affine({ rotate: 10, scale: 1, shear: 0, translate: 0 })], image, {
  seed: 7,
})
console.log('recipe:', recipe.map(({ name }) => name).join(', '))
console.log('box:', sample.labels.instances[0].box.map(Math.round).join(', '))

const again = replay(JSON.parse(JSON.stringify(recipe)), image, { transforms: imageTransforms })
console.log(
  'same pixels again:',
  toRaster(again).data.every((value, at) => value === toRaster(sample).data[at]),
)
