using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PlanisoContract.Tests.SensibleServers.Laravel;

// Unique values, and how a record is shown.
internal sealed partial class LaravelPlaniso
{
    private static readonly ConcurrentDictionary<string, string> FoldedTexts = new(StringComparer.Ordinal);

    private string? Taken(string silo, Table table, Row row, Row? own)
    {
        bool Has(string name, IEnumerable<Row> rows) =>
            row.GetValueOrDefault(name) is { } value && rows.Any(other => other != own && other[name] is { } taken && Folded(taken) == Folded(value));
        return table.Unique.FirstOrDefault(name => Has(name, Rows(silo, table)))
            ?? table.UniqueEverywhere.FirstOrDefault(name => Has(name, _rows.Where(rows => rows.Key.Table == table.Name).SelectMany(rows => rows.Value)));
    }

    // utf8mb4_unicode_ci. A database has an index for it.
    private static string Folded(string text) => FoldedTexts.GetOrAdd(text, static text =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark))
            .ToUpperInvariant().TrimEnd());

    private IResult Conflict(Table table, string name) => Envelope(409, $"{table.Label} with this {name} already exists", new JsonArray());

    private JsonObject Resource(string silo, Table table, Row row)
    {
        var shown = new JsonObject { ["no"] = row["no"], ["aff_number"] = row["aff_number"] };
        foreach (var name in table.Texts)
            shown[name] = row[name];
        foreach (var name in table.Flags.Append("active"))
            shown[name] = row[name] == "1";
        if (table.HasTimes)
            (shown["create_date"], shown["last_update"]) = (row["create_date"], row["last_update"]);
        if (table.HasOrganization)
            shown["organization"] = Resource(silo, Table.Organizations, _organizations[(silo, row["organization_no"]!)]);
        if (table.Name == "equipment")
        {
            shown["type"] = new JsonArray([.. row["types"]!.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(no => new JsonObject
            {
                ["type_name"] = Table.EquipmentTypes[int.Parse(no, CultureInfo.InvariantCulture) - 1], ["active"] = true, ["no"] = no,
            })]);
        }
        return shown;
    }

    private static JsonArray ListTypes(string silo) => silo == "vacant" ? [] :
        new JsonArray([.. Table.EquipmentTypes.Select((name, index) => new JsonObject { ["no"] = Text(index + 1), ["type_name"] = name, ["active"] = "1" })]);
}
