//! Colours of skin, hair and clothes, and their tones in light and shade.

/// A colour in sRGB, each part from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Colour {
    red: f32,
    green: f32,
    blue: f32,
    /// 0 unseen, 1 opaque.
    pub(super) alpha: f32,
}

/// The opaque colour of a hexadecimal number.
pub(super) fn hex(code: u32) -> Colour {
    let [_, red, green, blue] = code.to_be_bytes().map(|byte| f32::from(byte) / 255.0);
    Colour { red, green, blue, alpha: 1.0 }
}

impl Colour {
    /// The colour a `part` (0 to 1) of the way to another.
    pub(super) fn mix(self, other: Self, part: f32) -> Self {
        let between = |from: f32, to: f32| from + (to - from) * part.clamp(0.0, 1.0);
        Self {
            red: between(self.red, other.red),
            green: between(self.green, other.green),
            blue: between(self.blue, other.blue),
            alpha: between(self.alpha, other.alpha),
        }
    }

    /// The colour in shade; 1 is a full step, warm in the shadows of what has a colour.
    pub(super) fn shade(self, steps: f32) -> Self {
        let most = self.red.max(self.green).max(self.blue);
        let vivid = ((most - self.red.min(self.green).min(self.blue)) * 4.0).min(1.0);
        let down = |part: f32, grey: f32, warm: f32| part * (grey + (warm - grey) * vivid).powf(steps);
        Self {
            red: down(self.red, 0.77, 0.80),
            green: down(self.green, 0.76, 0.72),
            blue: down(self.blue, 0.79, 0.75),
            alpha: self.alpha,
        }
    }

    /// The colour in light; 1 is a full step.
    pub(super) fn lit(self, steps: f32) -> Self {
        self.mix(Self { alpha: self.alpha, ..hex(0x00FF_F1DC) }, 0.14 * steps)
    }

    /// The colour with another opacity.
    pub(super) fn fade(self, alpha: f32) -> Self {
        Self { alpha, ..self }
    }

    /// How bright it looks, 0 to 1.
    pub(super) fn luma(self) -> f32 {
        0.30 * self.red + 0.59 * self.green + 0.11 * self.blue
    }

    /// As bytes, straight alpha.
    pub(super) fn bytes(self) -> [u8; 4] {
        [self.red, self.green, self.blue, self.alpha].map(|part| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to what a byte holds"
            )]
            let byte = (part.clamp(0.0, 1.0) * 255.0).round() as u8;
            byte
        })
    }
}

/// A colour from hue (0 to 1), saturation and lightness.
fn from_hue(hue: f32, saturation: f32, lightness: f32) -> Colour {
    let strength = saturation * lightness.min(1.0 - lightness);
    let part = |offset: f32| {
        let at = (offset + hue * 12.0) % 12.0;
        lightness - strength * (at - 3.0).min(9.0 - at).clamp(-1.0, 1.0)
    };
    Colour { red: part(0.0), green: part(8.0), blue: part(4.0), alpha: 1.0 }
}

/// The colour of a cloth by its name; an unknown name gets a pleasant one of its own, by `otherwise` (0 to 1).
pub(super) fn cloth(name: &str, otherwise: f32) -> Colour {
    let code = match name.trim().to_lowercase().as_str() {
        "white" => 0x00EF_EBE4,
        "cream" | "ivory" => 0x00EC_E0C8,
        "beige" | "sand" => 0x00D3_BC98,
        "tan" | "camel" => 0x00BF_9263,
        "brown" | "chocolate" => 0x0074_4E38,
        "khaki" => 0x009A_8B5E,
        "grey" | "gray" => 0x0086_8C94,
        "silver" => 0x00B4_BAC0,
        "charcoal" | "slate" => 0x0047_4F59,
        "black" => 0x002C_3036,
        "navy" => 0x0027_3A5E,
        "blue" => 0x0036_6AA8,
        "sky" | "light blue" => 0x007F_B0D6,
        "denim" => 0x004B_6B8F,
        "teal" => 0x0023_7C80,
        "turquoise" | "cyan" => 0x0037_A3A5,
        "mint" => 0x0093_C7AC,
        "green" => 0x003B_7F5A,
        "forest" | "dark green" => 0x002A_5741,
        "olive" => 0x0070_7440,
        "lime" => 0x0094_AE4E,
        "mustard" | "ochre" => 0x00D0_9A33,
        "yellow" | "gold" => 0x00E3_BC4B,
        "orange" => 0x00D5_7B3A,
        "rust" | "terracotta" => 0x00B2_5B3C,
        "coral" | "salmon" => 0x00DC_7F6C,
        "red" => 0x00B7_3F3C,
        "burgundy" | "wine" | "maroon" => 0x0078_2F40,
        "plum" => 0x0072_4067,
        "purple" | "violet" => 0x0069_4E93,
        "lilac" | "lavender" => 0x00A3_96C4,
        "pink" | "rose" => 0x00D0_8FA0,
        _ => return from_hue(otherwise, 0.36, 0.44),
    };
    hex(code)
}
