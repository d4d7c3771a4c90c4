using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PlanisoContract.Tests.SensibleServers.Django;

// What a form takes of the input, and how a record is shown.
internal sealed partial class DjangoPlaniso
{
    private JsonObject Validate(string silo, Model model, JsonObject input, JsonObject values, bool isNew, out bool taken, int own = 0)
    {
        var errors = new JsonObject();
        taken = false;
        foreach (var field in model.Fields)
        {
            var sentAs = isNew ? field.OnCreate : field.OnUpdate;
            if (sentAs is null)
                continue;
            sentAs = sentAs.Length == 0 ? field.Name : sentAs;
            // The two spellings of the documents.
            if (sentAs == "address" && !input.ContainsKey(sentAs))
                sentAs = "adress";
            if (!input.TryGetPropertyValue(sentAs, out var sent))
            {
                if (field.Required && (isNew ? !(defect == DjangoDefect.RequiredNotDemandedOnCreate && model.Name == "project") : model.WholeUpdates))
                    errors[field.Name] = "This field is required.";
                else if (isNew)
                    values[field.Name] = null;
                continue;
            }
            if (!DjangoInput.Convert(field, sent, clock.GetUtcNow().Year + (defect == DjangoDefect.YearUnbounded ? 5000 : 0), out var value))
                errors[field.Name] = "Not a valid value.";
            else
                values[field.Name] = defect == DjangoDefect.LowerCasesText && field is { Kind: Kind.Text, Name: "location" or "brand" } ? value?.ToString().ToLowerInvariant() : value;
            taken |= field.Unique && value is not null && !(defect == DjangoDefect.UniqueUncheckedOnUpdate && !isNew)
                && TableOf(silo, model).Values.Any(other => (int)other["no"]! != own && other[field.Name]?.ToString() == value.ToString());
        }
        return errors;
    }

    private JsonObject Shown(string silo, Model model, JsonObject record)
    {
        var shown = new JsonObject { ["no"] = (int)record["no"]!, ["aff_number"] = (string?)record["aff_number"] };
        if (defect == DjangoDefect.CodeIsText && model.Name == "project")
            shown["aff_number"] = new JsonArray((string?)record["aff_number"]);
        foreach (var field in model.Fields)
            shown[field.Name] = record[field.Name]?.DeepClone();
        if (model.Name == "user")
            (shown["create_date"], shown["last_update"]) = ((string?)record["create_date"], (string?)record["last_update"]);
        if (model.Name == "equipment")
            shown["type"] = record["type"]?.DeepClone();
        if (model.HasOrganization)
            shown["organization"] = Shown(silo, Model.Organization, TableOf(silo, Model.Organization)[(int)record["organization_no"]!]);
        return shown;
    }
}
