using System.Text.Json.Nodes;

namespace PlanisoContract.Tests.SensibleServers.Lightening;

/// <summary>The customers that each account has, as the page on customers shows them.</summary>
internal static class Customers
{
    private static readonly string[] Texts =
    [
        "physical_street1", "physical_street2", "physical_city", "physical_code", "physical_state", "physical_country", "mailing_street1",
        "mailing_street2", "mailing_city", "mailing_code", "mailing_state", "mailing_country", "tel1", "tel2", "tel3", "email1", "email2", "email3",
        "import_number", "export_number", "vat_number", "eori", "salesforce_id", "ksmsid", "broker_name", "broker_street1", "broker_street2",
        "broker_code", "broker_city", "broker_country", "broker_tel1", "broker_tel2", "broker_fax", "commodity", "currency", "pp_id",
        "broker_state", "finance_query_email", "financial_comments", "invoice_target_email", "branch_name",
    ];

    private static readonly string[] Numbers =
    [
        "branch_id", "customer_group_1_id", "customer_group_2_id", "customer_invoice_group_id", "power_of_attorney", "fish_wildlife", "bond",
        "consent_to_scan", "sales_rep_id", "communication_digest", "communication_milestone", "user_created_id", "is_active_note", "create_method",
        "reference_required", "show_customer_notes", "invoice_by_cost_center", "auto_consolidate_invoice", "is_intercompany",
        "invoice_auto_creation", "auto_invoice_to_contact", "auto_invoice_to_default", "is_person",
    ];

    private static readonly string[] Nulls = ["customer_group_1_name", "customer_group_2_name", "customer_invoice_group_name", "sales_rep_name"];

    public static int[] Of(string account) => account switch { "north" => [1, 2, 3], "south" => [4], _ => [] };

    public static JsonObject Shown(int id)
    {
        var shown = new JsonObject { ["id"] = id, ["account"] = $"ACC-{id}", ["name"] = $"Customer {id}", ["is_active"] = 1, ["locale"] = "en_US" };
        foreach (var name in Texts)
            shown[name] = "";
        foreach (var name in Numbers)
            shown[name] = 0;
        foreach (var name in Nulls)
            shown[name] = null;
        (shown["created_at"], shown["updated_at"]) = ("2024-03-11 08:30:00", "2024-05-02 16:05:12");
        return shown;
    }
}
