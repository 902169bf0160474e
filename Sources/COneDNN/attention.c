#include <math.h>
#include <string.h>

#include "onednn_layers.h"
#include "private.h"

/// As many numbers as the widest registers hold.
enum { lanes = 16 };
typedef float Numbers __attribute__((vector_size(4 * lanes), aligned(4)));
typedef int Bits __attribute__((vector_size(4 * lanes), aligned(4)));

static int padded(int count) { return (count + lanes - 1) / lanes * lanes; }

int dn_attention_room(int tokens) { return tokens * padded(tokens) + tokens; }

/// Replaces each row of scores by e to the power of the scores less their greatest, and notes one over the sum.
///
/// Rows are `stride` apart, a multiple of the lanes; what lies behind the last score of a row is overwritten.
/// The exponential is the sixth-order polynomial of Cephes' expf, exact to two units in the last place.
DN_FOR_EACH_CPU
static void exponentiate(float *scores, int rows, int columns, int stride, float *inverse_sums) {
  for (int row = 0; row < rows; row++) {
    float *first = scores + (long)row * stride;
    for (int column = columns; column < stride; column++) first[column] = -INFINITY;
    Numbers greatest = *(Numbers *)first;
    for (int column = lanes; column < stride; column += lanes) {
      Numbers next = *(Numbers *)(first + column);
      Bits less = greatest < next;
      greatest = (Numbers)(((Bits)next & less) | ((Bits)greatest & ~less));
    }
    float maximum = greatest[0];
    for (int lane = 1; lane < lanes; lane++) maximum = maximum < greatest[lane] ? greatest[lane] : maximum;
    Numbers sums = {0};
    for (int column = 0; column < stride; column += lanes) {
      Numbers x = *(Numbers *)(first + column) - maximum;
      Numbers floor = {0};
      floor -= 87.0f;
      Bits low = x < floor;
      x = (Numbers)(((Bits)floor & low) | ((Bits)x & ~low));
      // Adding and taking away 1.5 · 2²³ rounds to a whole number.
      Numbers power = x * 1.44269504088896341f + 12582912.0f - 12582912.0f;
      x -= power * 0.693359375f;
      x -= power * -2.12194440e-4f;
      Numbers y = x * 1.9875691500e-4f + 1.3981999507e-3f;
      y = y * x + 8.3334519073e-3f;
      y = y * x + 4.1665795894e-2f;
      y = y * x + 1.6666665459e-1f;
      y = y * x + 5.0000001201e-1f;
      y = y * x * x + x + 1.0f;
      Bits exponent = (__builtin_convertvector(power, Bits) + 127) << 23;
      y *= (Numbers)exponent;
      y = (Numbers)((Bits)y & ~low);
      *(Numbers *)(first + column) = y;
      sums += y;
    }
    float sum = 0;
    for (int lane = 0; lane < lanes; lane++) sum += sums[lane];
    inverse_sums[row] = 1 / sum;
  }
}

bool dn_attend(int tokens, int heads, int width, const float *projections, const float *distances, int reach,
               float *room, float *context) {
  if (!dn_begin() || (distances && tokens > reach)) return false;
  const int all = heads * width, stride = padded(tokens);
  float *scores = room, *inverse_sums = room + (long)tokens * stride;
  const float scale = 1 / sqrtf((float)width);
  for (int head = 0; head < heads; head++) {
    const float *queries = projections + head * width, *keys = queries + all, *values = keys + all;
    if (distances) {
      // The products are added to what stands there; a row begins with the distance of the first token.
      const float *none = distances + (long)head * (2 * reach - 1) + reach - 1;
      for (int token = 0; token < tokens; token++)
        memcpy(scores + (long)token * stride, none - token, tokens * sizeof *scores);
    }
    if (dn.dnnl_sgemm('N', 'T', tokens, tokens, width, scale, queries, 3 * all, keys, 3 * all, distances ? 1 : 0, scores,
                      stride) != dnnl_success)
      return false;
    exponentiate(scores, tokens, tokens, stride, inverse_sums);
    float *part = context + head * width;
    if (dn.dnnl_sgemm('N', 'N', tokens, width, tokens, 1, scores, stride, values, 3 * all, 0, part, all) !=
        dnnl_success)
      return false;
    for (int token = 0; token < tokens; token++)
      for (int column = 0; column < width; column++) part[(long)token * all + column] *= inverse_sums[token];
  }
  return true;
}

DN_FOR_EACH_CPU
void dn_round_to_bfloat16(const float *source, unsigned short *destination, int count) {
  for (int index = 0; index < count; index++) {
    unsigned bits;
    memcpy(&bits, source + index, sizeof bits);
    destination[index] = (unsigned short)((bits + 0x7FFF + (bits >> 16 & 1)) >> 16);
  }
}
