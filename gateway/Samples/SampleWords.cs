using System.Collections.Immutable;
using Selvedge.Domain.Vendors;

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

    /// <summary>What a category is made of, with what the care label says of it.</summary>
    public static ImmutableArray<(string Material, string Composition)> Materials(string category) => category switch
    {
        "footwear" =>
        [
            ("Full-grain calf 1.4 mm", "100 % leather"), ("Suede 1.6 mm", "100 % leather"), ("Recycled knit upper", "100 % recycled polyester"),
            ("Canvas 380 g", "100 % cotton"), ("Mesh with TPU film", "78 % polyester, 22 % polyurethane"),
        ],
        "accessories" =>
        [
            ("Vegetable-tanned shoulder 2.2 mm", "100 % leather"), ("Pebbled calf 1.2 mm", "100 % leather"), ("Waxed canvas 450 g", "100 % cotton"),
            ("Saffiano 1.0 mm", "100 % leather"), ("Recycled nylon twill", "100 % recycled polyamide"),
        ],
        _ =>
        [
            ("Organic cotton jersey 180 g", "100 % cotton"), ("Cotton piqué 210 g", "100 % cotton"), ("Brushed fleece 280 g", "80 % cotton, 20 % polyester"),
            ("Compact poplin 115 g", "100 % cotton"), ("Stretch twill 260 g", "97 % cotton, 3 % elastane"), ("Rigid denim 12 oz", "100 % cotton"),
            ("Crêpe 160 g", "100 % viscose"), ("Merino rib 14 gauge", "100 % wool"), ("Recycled taslan 140 g", "100 % recycled polyamide"),
        ],
    };

    /// <summary>Who makes the material of a category: the house's own choice first.</summary>
    public static ImmutableArray<string> MillsOf(string category) => category switch
    {
        "footwear" => ["MILL-IT1", "MILL-CN1"],
        "accessories" => ["MILL-IT1", "MILL-IT2"],
        _ => ["MILL-IN1", "MILL-TR1"],
    };

    public static readonly ImmutableArray<VendorSheet> Mills =
    [
        new("MILL-IN1", "Arvali Mills", "IN", "Ahmedabad", null, "fabric", 2_400, []),
        new("MILL-TR1", "Uludere Dokuma", "TR", "Bursa", null, "fabric", 900, []),
        new("MILL-IT1", "Conceria Valdara", "IT", "Santa Croce sull'Arno", null, "leather", 140, []),
        new("MILL-IT2", "Pelli Montorso", "IT", "Arzignano", null, "leather", 210, []),
        new("MILL-CN1", "Minhou Textile", "CN", "Quanzhou", null, "fabric", 1_100, []),
    ];

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
