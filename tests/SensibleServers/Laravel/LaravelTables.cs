namespace PlanisoContract.Tests.SensibleServers.Laravel;

/// <summary>A row as the database driver gives it: everything is text or null.</summary>
internal sealed class Row : Dictionary<string, string?>;

/// <summary>A table, its columns and its unique indexes.</summary>
internal sealed record Table(string Name, string Label, string Prefix, int Digits, string[] Texts)
{
    public string[] Flags { get; init; } = [];
    public string[] Dates { get; init; } = [];
    public string[] Required { get; init; } = [];
    /// <summary>Columns with a unique index per silo.</summary>
    public string[] Unique { get; init; } = [];
    /// <summary>Columns with a unique index over the whole of Planiso.</summary>
    public string[] UniqueEverywhere { get; init; } = [];
    public bool HasOrganization { get; init; }
    public bool HasTimes { get; init; }

    public static readonly string[] EquipmentTypes = ["Forklift", "Furniture", "Van"];

    public static readonly Table Organizations = new("organization", "Organization", "PART", 3,
        ["name", "adress", "city", "province", "country", "phone", "toll_free", "phone_extension", "fax", "postal_code", "email", "website"])
    { Required = ["name", "adress"], Unique = ["name"] };

    public static readonly Table[] All =
    [
        new("user", "User", "PERS", 3, ["custom_no", "username", "fullname", "email", "phone", "phonext", "cellphone", "hired_date"])
        {
            Required = ["fullname"], Unique = ["custom_no"], UniqueEverywhere = ["username", "email"], Dates = ["hired_date"], HasTimes = true,
        },
        new("customer", "Customer", "CUST", 3, ["custom_no"]) { Flags = ["is_14001", "is_18001", "is_9001"], Unique = ["custom_no"], HasOrganization = true },
        new("supplier", "Supplier", "SUPP", 0, ["custom_no"]) { Flags = ["is_14001", "is_18001", "is_9001"], Unique = ["custom_no"], HasOrganization = true },
        new("subcontractor", "Subcontractor", "ST", 3, ["custom_no"]) { Unique = ["custom_no"], HasOrganization = true },
        Organizations,
        new("project", "Project", "PROJ", 3, ["custom_no", "name", "location", "start_date", "end_date"])
        {
            Required = ["name"], Unique = ["custom_no"], Dates = ["start_date", "end_date"],
        },
        new("equipment", "Equipment", "EQ", 3, ["num_equip", "year", "brand", "nummodel", "numserial", "purchase_date", "purchase_seller"])
        {
            Required = ["num_equip", "brand"], Unique = ["num_equip"], Dates = ["purchase_date"],
        },
    ];
}
