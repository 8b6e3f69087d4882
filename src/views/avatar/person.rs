//! What a look leaves open: the shape of the face and the colours, always the same for the same look.

use crate::scenario::customer::{Age, Clothes, Hair, Look};

use super::colour::{Colour, cloth, hex};

/// A face and its colours; shapes are factors around 1 or parts from 0 to 1.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each stands for itself and excludes no other")]
pub(super) struct Person {
    pub(super) hair: Hair,
    pub(super) age: Age,
    pub(super) garment: Garment,
    /// Whether features are drawn softer, as longer hair styles usually go with.
    pub(super) soft: bool,
    /// How wide the face is.
    pub(super) width: f32,
    /// How square the jaw is, 0 to 1.
    pub(super) jaw: f32,
    /// How long the chin is, 0 to 1.
    pub(super) chin: f32,
    /// Size of the eyes.
    pub(super) eyes: f32,
    /// Height of the outer corners of the eyes.
    pub(super) slant: f32,
    /// Thickness of the brows.
    pub(super) brows: f32,
    /// Width of the nose.
    pub(super) nose: f32,
    /// Fullness of the lips.
    pub(super) lips: f32,
    /// Side of the parting, -1 or 1.
    pub(super) side: f32,
    /// Wears the style's other cut, where it has two.
    pub(super) another: bool,
    pub(super) glasses: bool,
    pub(super) earrings: bool,
    pub(super) beard: bool,
    pub(super) cloth: Colour,
    /// Colour of accessories, and of a head scarf.
    pub(super) accent: Colour,
    pub(super) strands: Colour,
    pub(super) iris: Colour,
    skin: Colour,
    lip: Colour,
}

/// The kind of clothes, without its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Garment {
    Coat,
    Shirt,
    Suit,
    Hoodie,
    Uniform,
}

/// Tones of the skin at one moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Skin {
    pub(super) base: Colour,
    pub(super) light: Colour,
    pub(super) shade: Colour,
    pub(super) deep: Colour,
    pub(super) lip: Colour,
}

impl Person {
    /// The person with this look.
    pub(super) fn of(look: &Look) -> Self {
        let (garment, name) = match &look.clothes {
            Clothes::Coat(name) => (Garment::Coat, name),
            Clothes::Shirt(name) => (Garment::Shirt, name),
            Clothes::Suit(name) => (Garment::Suit, name),
            Clothes::Hoodie(name) => (Garment::Hoodie, name),
            Clothes::Uniform(name) => (Garment::Uniform, name),
        };
        let mut dice = Dice::new(look, garment, name);
        let soft = !matches!(look.hair, Hair::Short | Hair::Bald);
        let old = look.age == Age::Old;
        let (skin, lip) = skin(look.skin);
        let cloth = cloth(name, dice.roll());
        Self {
            hair: look.hair,
            age: look.age,
            garment,
            soft,
            width: dice.between(0.94, 1.05) * if soft { 0.97 } else { 1.0 },
            jaw: dice.roll() * 0.6 + if soft { 0.0 } else { 0.45 },
            chin: dice.roll(),
            eyes: dice.between(0.94, 1.07) * if look.age == Age::Young { 1.05 } else { 1.0 },
            slant: dice.between(-0.004, 0.014),
            brows: dice.between(0.85, 1.1) * if soft { 0.82 } else { 1.08 },
            nose: dice.between(0.88, 1.18) * if soft { 0.92 } else { 1.05 },
            lips: dice.between(0.85, 1.15) * if soft { 1.1 } else { 0.85 },
            side: if dice.roll() < 0.5 { -1.0 } else { 1.0 },
            another: dice.roll() < 0.5,
            glasses: dice.roll() < if old { 0.5 } else { 0.2 },
            earrings: soft && dice.roll() < 0.6,
            beard: look.hair == Hair::Bald && dice.roll() < 0.6,
            strands: strands(look, dice.roll()),
            accent: accent(cloth, dice.roll()),
            iris: if look.skin <= 2 && dice.roll() < 0.3 { hex(0x004F_6B63) } else { hex(0x004A_2E1E) },
            cloth,
            skin,
            lip,
        }
    }

    /// The skin, `flushed` with anger and `pale` with fear, each 0 to 1.
    pub(super) fn skin(&self, flushed: f32, pale: f32) -> Skin {
        let red = self.skin.mix(hex(0x00C4_2A1C), 0.20 * flushed);
        let white = hex(0x00D9_D6C8).mix(self.skin, 0.55);
        let base = red.mix(white, 0.35 * pale);
        let warm = base.mix(hex(0x00A8_4B32), 0.10);
        Skin {
            base,
            light: base.lit(1.2),
            shade: warm.shade(0.55),
            deep: warm.shade(1.35),
            lip: self.lip.mix(base, 0.25 * pale).mix(hex(0x00B0_3A30), 0.2 * flushed),
        }
    }
}

/// Base tone and lips of a skin tone, 1 light to 6 dark; 0 is unset.
fn skin(tone: u8) -> (Colour, Colour) {
    let (skin, lip) = match tone {
        1 => (0x00F5_D6C2, 0x00CF_7F77),
        2 => (0x00EF_C5A5, 0x00C4_7064),
        0 | 3 => (0x00DF_AD86, 0x00B4_6557),
        4 => (0x00C0_885E, 0x009C_5245),
        5 => (0x0095_6241, 0x0082_4239),
        _ => (0x006E_4733, 0x006B_3531),
    };
    (hex(skin), hex(lip))
}

fn strands(look: &Look, roll: f32) -> Colour {
    let choose = |of: &[u32]| {
        let last = of.len().saturating_sub(1);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a short list and a roll below 1"
        )]
        let index = (roll * of.len() as f32) as usize;
        hex(of.get(index.min(last)).copied().unwrap_or(0x0033_2620))
    };
    match (look.age, look.skin) {
        (Age::Old, _) => choose(&[0x00C9_C6C1, 0x009F_9C99, 0x00DE_DAD2, 0x008A_8580]),
        (_, 1) => choose(&[0x006B_4229, 0x008F_4F2B, 0x004A_3226, 0x00B0_8048, 0x0032_2722]),
        (_, 2) => choose(&[0x0030_2522, 0x0053_3524, 0x003C_2A24, 0x0074_452B]),
        (_, 0 | 3) => choose(&[0x0028_2223, 0x0047_2F23, 0x0060_3A27]),
        (_, 4) => choose(&[0x0026_2021, 0x0039_2A24, 0x004B_3026]),
        _ => choose(&[0x0022_1D1E, 0x0030_2421]),
    }
}

fn accent(cloth: Colour, roll: f32) -> Colour {
    let gold = hex(0x00D9_A441);
    let pale = hex(0x00EC_DFC9);
    let sea = hex(0x003F_7A86);
    let rose = hex(0x00B8_6B73);
    let pick = match roll {
        ..0.25 => gold,
        ..0.5 => pale,
        ..0.75 => sea,
        _ => rose,
    };
    // Not what the clothes are already.
    if (pick.luma() - cloth.luma()).abs() < 0.08 { pale } else { pick }
}

/// Chosen so that the shipped customers look different.
const SALT: u8 = 1;

/// Numbers that look random and follow from the look alone.
struct Dice(u64);

impl Dice {
    fn new(look: &Look, garment: Garment, colour: &str) -> Self {
        let parts = [SALT, look.hair as u8, look.skin, look.age as u8, garment as u8];
        // FNV-1a.
        let seed = parts.into_iter().chain(colour.bytes()).fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        Self(seed)
    }

    /// From 0 to just below 1.
    fn roll(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        super::scatter(self.0)
    }

    fn between(&mut self, least: f32, most: f32) -> f32 {
        least + (most - least) * self.roll()
    }
}
