using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PlanisoContract.Tests.SensibleServers.Lightening;

// What a contact takes of the input, and how it is shown.
internal sealed partial class PhpLightening
{
    // What is '' or null counts as not sent.
    private JsonObject Read(string account, JsonObject input, JsonObject row)
    {
        var errors = new JsonObject();
        if (input.ContainsKey("create_method") && defect != LighteningDefect.CreateMethodStored)
            errors["create_method"] = "Field is not allowed.";
        foreach (var (name, sent) in input)
        {
            if (sent is null || Text(sent) is { } blank && blank.Trim().Length == 0)
                continue;
            if (Flags.Contains(name))
                Put(name, Text(sent) is "1" or "true" or "on" or "yes" ? 1 : Text(sent) is "0" or "false" or "off" or "no" ? 0 : null);
            else if (Numbers.Contains(name))
                Put(name, long.TryParse(Text(sent), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && IsAllowed(account, name, number) ? number : null);
            else if (Lengths.ContainsKey(name))
                Put(name, Text(sent) is { } text && IsValid(name, text) ? Stored(name, text) : null);
            else if (name == "create_method")
                row[name] = sent.DeepClone();
        }
        return errors;

        void Put(string name, JsonNode? value)
        {
            if (value is null)
                errors[name] = $"The value of {name} is not valid.";
            else
                row[name] = value;
        }
    }

    private static bool IsAllowed(string account, string name, long number) => name switch
    {
        "customer_portal_profile_id" => number is >= 0 and <= uint.MaxValue,
        "customer_id" => Customers.Of(account).Contains((int)number),
        _ => number is >= int.MinValue and <= int.MaxValue,
    };

    private bool IsValid(string name, string text)
    {
        var length = defect == LighteningDefect.LengthInBytes ? Encoding.UTF8.GetByteCount(text) : new StringInfo(text).LengthInTextElements;
        return (length <= Lengths[name] || defect == LighteningDefect.LengthUnchecked) && name switch
        {
            "email" => Email().IsMatch(text),
            "portal_password" => length >= 8,
            "locale" => Locale().IsMatch(text),
            _ => true,
        };
    }

    // As many user models do.
    private static string Stored(string name, string text) => name == "email" ? text.ToLowerInvariant() : text;

    private static string? Text(JsonNode value) => value is JsonValue ? value.ToString() : null;

    private JsonObject Shown(JsonObject row)
    {
        var shown = new JsonObject { ["id"] = (int)row["id"]! };
        foreach (var name in Lengths.Keys.Where(name => name != "portal_password"))
            shown[name] = row[name]?.DeepClone() ?? (name == "locale" ? "en_US" : "");
        foreach (var name in Flags)
            shown[name] = row[name]?.DeepClone() ?? (name == "milestone" ? 0 : 1);
        foreach (var name in Elsewhere)
            shown[name] = "";
        shown["vendor_type"] = 1;
        shown["cost_center_id"] = row["cost_center_id"]?.DeepClone() ?? 0;
        shown["customer_portal_profile_id"] = row["customer_portal_profile_id"]?.DeepClone() ?? 0;
        shown["portal_profile"] = shown["customer_portal_profile_id"]!.ToString();
        shown["customer_id"] = row["customer_id"]?.DeepClone();
        shown["customer_name"] = $"Customer {row["customer_id"]}";
        shown["customer_account"] = $"ACC-{row["customer_id"]}";
        (shown["created_at"], shown["updated_at"]) = ((string?)row["created_at"], (string?)row["updated_at"]);
        if (defect == LighteningDefect.PasswordShown)
            shown["portal_password"] = row["portal_password"]?.DeepClone();
        if (defect == LighteningDefect.CreateMethodStored)
            shown["create_method"] = row["create_method"]?.DeepClone() ?? 0;
        return shown;
    }
}
