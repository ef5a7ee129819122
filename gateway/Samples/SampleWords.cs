using System.Collections.Immutable;

namespace Selvedge.Gateway.Samples;

/// <summary>Invented names, and the words that the trade uses for what they stand for.</summary>
internal static class SampleWords
{
    public static readonly ImmutableArray<string> Brands = ["HALDEN", "OSTRA", "MAREN", "TORVIK", "LUMEA", "BRANTH", "SELJE", "QUORIN"];

    /// <summary>Where a brand is at home.</summary>
    public static string CountryOf(string brand) => brand switch
    {
        "OSTRA" or "LUMEA" or "QUORIN" => "IT",
        "MAREN" or "SELJE" => "PT",
        _ => "US",
    };

    public static readonly ImmutableArray<string> Categories = ["apparel", "footwear", "accessories"];

    public static readonly ImmutableArray<string> Colours =
    [
        "Ink", "Chalk", "Moss", "Rust", "Navy", "Charcoal", "Oat", "Slate", "Clay", "Fern", "Brick", "Sand",
        "Black", "Optic White", "Dusk Blue", "Plum", "Ochre", "Pine", "Fog", "Cognac", "Bone", "Petrol", "Rose Dust", "Olive",
    ];

    public static readonly ImmutableArray<string> Looks =
    [
        "Fjord", "Harbour", "Linden", "Alder", "Dune", "Kite", "Quarry", "Meadow", "Cove", "Birch", "Sorrel", "Tide",
        "Ember", "Heath", "Willow", "Granite", "Saddle", "Orchard", "Breeze", "Lantern", "Pebble", "Ridge", "Thistle", "Marsh",
    ];

    public static ImmutableArray<string> Articles(string category) => category switch
    {
        "footwear" => ["Runner", "Court Trainer", "Chelsea Boot", "Loafer", "Slide", "Hiker", "Ballet Flat", "Derby"],
        "accessories" => ["Tote", "Crossbody", "Belt", "Wallet", "Backpack", "Card Holder", "Bucket Bag", "Weekender"],
        _ =>
        [
            "Crew Tee", "Polo", "Oxford Shirt", "Hoodie", "Chino", "Straight Jean", "Midi Dress", "Parka",
            "Cardigan", "Overshirt", "Wide Trouser", "Rib Tank", "Pleated Skirt", "Quilted Vest",
        ],
    };

    /// <summary>Sizes of a style with the share of each, in percent.</summary>
    public static ImmutableArray<(string Size, int Share)> Sizes(string category, string gender) => (category, gender) switch
    {
        ("accessories", _) => [("OS", 100)],
        ("footwear", "Men") => [("40", 8), ("41", 16), ("42", 24), ("43", 24), ("44", 18), ("45", 10)],
        ("footwear", _) => [("36", 10), ("37", 20), ("38", 26), ("39", 22), ("40", 14), ("41", 8)],
        _ => [("XS", 8), ("S", 20), ("M", 28), ("L", 24), ("XL", 14), ("XXL", 6)],
    };

    public static readonly ImmutableArray<string> Genders = ["Women", "Men", "Unisex"];

    /// <summary>Countries that make a category, with their weight.</summary>
    public static ImmutableArray<(string Country, double Weight)> Origins(string category) => category switch
    {
        "footwear" => [("VN", 34), ("CN", 24), ("IN", 15), ("PT", 16), ("IT", 11)],
        "accessories" => [("CN", 32), ("IN", 27), ("IT", 26), ("TR", 15)],
        _ => [("BD", 26), ("CN", 18), ("IN", 18), ("VN", 15), ("TR", 14), ("PT", 9)],
    };

    public static ImmutableArray<string> Cities(string country) => country switch
    {
        "BD" => ["Gazipur", "Chattogram", "Savar", "Narayanganj"],
        "CN" => ["Dongguan", "Ningbo", "Quanzhou", "Suzhou", "Hangzhou"],
        "IN" => ["Tiruppur", "Bengaluru", "Kanpur", "Ludhiana", "Chennai"],
        "IT" => ["Prato", "Scandicci", "Fermo", "Carpi"],
        "PT" => ["Guimarães", "Felgueiras", "Barcelos", "Porto"],
        "TR" => ["Istanbul", "Bursa", "Denizli", "Izmir"],
        _ => ["Binh Duong", "Dong Nai", "Hai Phong", "Nam Dinh"],
    };

    /// <summary>First and second parts of factory names, as they might be called there.</summary>
    public static (ImmutableArray<string> First, ImmutableArray<string> Second) Factories(string country) => country switch
    {
        "BD" => (["Shonatori", "Nodipar", "Bokultola", "Meghbari", "Kashbon", "Dhanshiri", "Alokdip", "Rupkatha"], ["Deep", "Nir", "Tara", "Uttara", "Jol", "Purbo"]),
        "CN" => (["Lanhui", "Qingyao", "Haoweida", "Zhenlu", "Mingsong", "Yuncai", "Jinhehua", "Baishan"], ["Xin", "Rong", "Tai", "Feng", "Ling", "An"]),
        "IN" => (["Suvarnalok", "Kaveriya", "Neelmani", "Chandrika", "Vastralaya", "Malhari", "Tulasivan", "Devgiri"], ["Shree", "Anand", "Kala", "Rani", "Prem", "Usha"]),
        "IT" => (["Valdarella", "Montefiero", "Rivanera", "Castelvino", "Pontesole", "Acquaverde", "Torrebruna", "Serrabella"], ["Fratelli", "Antica", "Nuova", "Bottega", "Officina", "Alta"]),
        "PT" => (["Ribeiralta", "Serradouro", "Valverdinho", "Pinhalmar", "Fontebela", "Casalnovo", "Montelindo", "Aguasclaras"], ["Nova", "Irmãos", "Alto", "Quinta", "Bela", "Real"]),
        "TR" => (["Akdeniztaş", "Yıldızova", "Gümüşdere", "Karanfil", "Doğanpınar", "Selvibağ", "Çınaryol", "Ilgazlı"], ["Öz", "Yeni", "Has", "Ege", "Can", "Tan"]),
        _ => (["Song Lam", "Hoa Sen Bac", "Minh Duc An", "Tay Thanh", "Phu Long An", "Kim Ngoc Viet", "Dai Hung Nam", "An Phuoc Tien"], ["Hai", "Bach", "Xuan", "Thu", "Quang", "Viet"]),
    };

    public static string Trade(string country, string category) => (country, category) switch
    {
        ("BD", _) => "Apparels Ltd",
        ("IN", "apparel") => "Garments Pvt Ltd",
        ("IN", "footwear") => "Shoes Pvt Ltd",
        ("IN", _) => "Leathers Pvt Ltd",
        ("IT", "footwear") => "Calzature S.r.l.",
        ("IT", _) => "Pelletteria S.r.l.",
        ("PT", "footwear") => "Calçados Lda",
        ("PT", _) => "Confecções Lda",
        ("TR", "accessories") => "Deri A.Ş.",
        ("TR", _) => "Tekstil A.Ş.",
        (_, "footwear") => "Footwear Co., Ltd",
        (_, "accessories") => "Leather Goods Co., Ltd",
        _ => "Garment Co., Ltd",
    };
}
