namespace PlanisoContract.Tests.SensibleServers.Django;

internal enum Kind
{
    Text,
    Date,
    Year,
    Email,
    Phone,
    Flag,
}

/// <summary>A field of a serializer.</summary>
/// <param name="Name">As answers show it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Required">Whether every write must send it.</param>
/// <param name="Unique">Whether no two records of a silo may share it.</param>
/// <param name="OnCreate">The name under which a create takes it, or null.</param>
/// <param name="OnUpdate">The name under which an update takes it, or null.</param>
internal sealed record ModelField(string Name, Kind Kind = Kind.Text, bool Required = false, bool Unique = false, string? OnCreate = "", string? OnUpdate = "");

/// <summary>A model with its serializer.</summary>
internal sealed record Model(string Name, string Prefix, ModelField[] Fields)
{
    public bool HasOrganization { get; init; }
    /// <summary>Whether a PUT must send the required fields.</summary>
    public bool WholeUpdates { get; init; }
    public int StatusOfMiss { get; init; } = 400;

    private static ModelField Text(string name) => new(name);

    private static ModelField Phone(string name) => new(name, Kind.Phone);

    // No sample of a write sends them: they are read only here.
    private static ModelField Shown(string name) => new(name, Kind.Flag, OnCreate: null, OnUpdate: null);

    public static readonly Model Organization = new("organization", "PART",
    [
        new("name", Required: true, Unique: true), new("adress", Required: true, OnCreate: "address", OnUpdate: "address"), Text("city"),
        // Customers are made with a province; the samples of an organization's own writes send none.
        new("province", OnCreate: null, OnUpdate: null), Text("country"), Phone("phone"), Phone("toll_free"), Phone("phone_extension"), Phone("fax"),
        Text("postal_code"), Text("email"), Text("website"), Shown("active"),
    ])
    { WholeUpdates = true };

    public static readonly Model[] All =
    [
        new("user", "PERS",
        [
            new("custom_no", Unique: true), new("username", Unique: true), new("fullname", Required: true), new("email", Kind.Email, Unique: true),
            Phone("phone"), Phone("phonext"), Phone("cellphone"), new("hired_date", Kind.Date), new("active", Kind.Flag, OnUpdate: null),
        ]) { WholeUpdates = true },
        new("customer", "CUST", [new("custom_no", Unique: true), Shown("is_14001"), Shown("is_18001"), Shown("is_9001"), Shown("active")]) { HasOrganization = true },
        new("supplier", "SUPP",
        [
            new("custom_no", Unique: true, OnUpdate: "custom_num"), new("is_14001", Kind.Flag), new("is_18001", Kind.Flag), new("is_9001", Kind.Flag), Shown("active"),
        ]) { HasOrganization = true },
        new("subcontractor", "ST", [new("custom_no", Unique: true), Shown("active")]) { HasOrganization = true },
        Organization,
        new("project", "PROJ",
        [
            new("custom_no", Unique: true), new("name", Required: true), Text("location"), new("start_date", Kind.Date), new("end_date", Kind.Date), Shown("active"),
        ]) { WholeUpdates = true, StatusOfMiss = 404 },
        new("equipment", "EQ",
        [
            new("num_equip", Required: true, Unique: true), new("year", Kind.Year), new("brand", Required: true), Text("nummodel"), Text("numserial"),
            new("purchase_date", Kind.Date), Text("purchase_seller"), Shown("active"),
        ]),
    ];
}
