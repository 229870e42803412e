# A home for everything the papers print.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalimprovement",
            name="extras",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Heading and words of each, such as cost or priority.",
                verbose_name="columns without a field",
            ),
        ),
        migrations.AddField(
            model_name="historicalimprovement",
            name="raised_on",
            field=models.DateField(blank=True, null=True, verbose_name="date raised"),
        ),
        migrations.AddField(
            model_name="historicalimprovement",
            name="status_text",
            field=models.CharField(
                blank=True,
                help_text="The paper's own word; how a row stands is said in its updates.",
                max_length=200,
                verbose_name="status as printed",
            ),
        ),
        migrations.AddField(
            model_name="historicalplan",
            name="facts",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Headings with their words, such as author or day of the meeting.",
                verbose_name="front of the paper",
            ),
        ),
        migrations.AddField(
            model_name="historicalplan",
            name="unplaced",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="What the paper prints and no field could take, with the reason.",
                verbose_name="words without a place",
            ),
        ),
        migrations.AddField(
            model_name="historicalplanround",
            name="from_paper",
            field=models.BooleanField(
                default=False,
                help_text="What a document said, also where other plans were asked for updates.",
                verbose_name="written down from paper",
            ),
        ),
        migrations.AddField(
            model_name="improvement",
            name="extras",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Heading and words of each, such as cost or priority.",
                verbose_name="columns without a field",
            ),
        ),
        migrations.AddField(
            model_name="improvement",
            name="raised_on",
            field=models.DateField(blank=True, null=True, verbose_name="date raised"),
        ),
        migrations.AddField(
            model_name="improvement",
            name="status_text",
            field=models.CharField(
                blank=True,
                help_text="The paper's own word; how a row stands is said in its updates.",
                max_length=200,
                verbose_name="status as printed",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="facts",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Headings with their words, such as author or day of the meeting.",
                verbose_name="front of the paper",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="unplaced",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="What the paper prints and no field could take, with the reason.",
                verbose_name="words without a place",
            ),
        ),
        migrations.AddField(
            model_name="planround",
            name="from_paper",
            field=models.BooleanField(
                default=False,
                help_text="What a document said, also where other plans were asked for updates.",
                verbose_name="written down from paper",
            ),
        ),
        migrations.AddField(
            model_name="progressnote",
            name="column",
            field=models.CharField(
                blank=True,
                help_text="Where the paper has several columns of progress.",
                max_length=300,
                verbose_name="heading of its column as printed",
            ),
        ),
        migrations.AddField(
            model_name="progressnote",
            name="voice",
            field=models.CharField(
                choices=[("lep", "the partnership"), ("area_lead", "the Area Lead")],
                default="lep",
                help_text="Whose words they are, where the paper says so.",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="reference",
            name="kind",
            field=models.CharField(
                choices=[
                    ("row", "another row"),
                    ("layout", "a place on the page"),
                    ("lost_link", "a link that was lost"),
                ],
                default="row",
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="reference",
            name="names",
            field=models.CharField(
                blank=True,
                help_text="As printed, where no row of the plan has that number.",
                max_length=40,
                verbose_name="number it names",
            ),
        ),
        migrations.AlterField(
            model_name="citation",
            name="pages",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="citation",
            name="printed",
            field=models.CharField(
                blank=True, max_length=1000, verbose_name="as printed, brackets and all"
            ),
        ),
        migrations.AlterField(
            model_name="historicalimprovement",
            name="kpi_heading",
            field=models.CharField(
                blank=True,
                help_text="Kept even where nothing stands beneath it.",
                max_length=200,
                verbose_name="heading of the KPIs as printed",
            ),
        ),
        migrations.AlterField(
            model_name="historicalimprovement",
            name="lead_heading",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="heading of the leads as printed"
            ),
        ),
        migrations.AlterField(
            model_name="historicalimprovement",
            name="number",
            field=models.CharField(blank=True, max_length=40, verbose_name="number as printed"),
        ),
        migrations.AlterField(
            model_name="historicallead",
            name="name",
            field=models.CharField(max_length=500, verbose_name="as printed"),
        ),
        migrations.AlterField(
            model_name="historicallead",
            name="topic",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="historicalmilestone",
            name="recurrence_text",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="how often, as written"
            ),
        ),
        migrations.AlterField(
            model_name="historicalmilestone",
            name="state_text",
            field=models.CharField(blank=True, max_length=200, verbose_name="state as printed"),
        ),
        migrations.AlterField(
            model_name="historicalmonitoringline",
            name="text",
            field=models.CharField(blank=True, max_length=2000, verbose_name="as printed"),
        ),
        migrations.AlterField(
            model_name="historicalmonitoringprocess",
            name="actors",
            field=models.CharField(blank=True, help_text="Such as CLGU/SELEP.", max_length=500),
        ),
        migrations.AlterField(
            model_name="historicalmonitoringprocess",
            name="frequency",
            field=models.CharField(blank=True, help_text="Such as monthly.", max_length=200),
        ),
        migrations.AlterField(
            model_name="historicalmonitoringprocess",
            name="text",
            field=models.CharField(max_length=2000),
        ),
        migrations.AlterField(
            model_name="historicalplan",
            name="issue_text",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="issue date as printed"
            ),
        ),
        migrations.AlterField(
            model_name="historicalplan",
            name="paper_reference",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="historicalplan",
            name="printed_period",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="historicalplan",
            name="printed_phase_total",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="historicalplan",
            name="title",
            field=models.CharField(max_length=300),
        ),
        migrations.AlterField(
            model_name="historicalplansection",
            name="heading",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AlterField(
            model_name="historicalprogressupdate",
            name="printed_under",
            field=models.CharField(
                blank=True,
                help_text="The heading it stood under on paper, where that names another author.",
                max_length=300,
            ),
        ),
        migrations.AlterField(
            model_name="historicaltheme",
            name="title",
            field=models.CharField(max_length=500),
        ),
        migrations.AlterField(
            model_name="improvement",
            name="kpi_heading",
            field=models.CharField(
                blank=True,
                help_text="Kept even where nothing stands beneath it.",
                max_length=200,
                verbose_name="heading of the KPIs as printed",
            ),
        ),
        migrations.AlterField(
            model_name="improvement",
            name="lead_heading",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="heading of the leads as printed"
            ),
        ),
        migrations.AlterField(
            model_name="improvement",
            name="number",
            field=models.CharField(blank=True, max_length=40, verbose_name="number as printed"),
        ),
        migrations.AlterField(
            model_name="lead",
            name="name",
            field=models.CharField(max_length=500, verbose_name="as printed"),
        ),
        migrations.AlterField(
            model_name="lead",
            name="topic",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="milestone",
            name="recurrence_text",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="how often, as written"
            ),
        ),
        migrations.AlterField(
            model_name="milestone",
            name="state_text",
            field=models.CharField(blank=True, max_length=200, verbose_name="state as printed"),
        ),
        migrations.AlterField(
            model_name="monitoringline",
            name="text",
            field=models.CharField(blank=True, max_length=2000, verbose_name="as printed"),
        ),
        migrations.AlterField(
            model_name="monitoringprocess",
            name="actors",
            field=models.CharField(blank=True, help_text="Such as CLGU/SELEP.", max_length=500),
        ),
        migrations.AlterField(
            model_name="monitoringprocess",
            name="frequency",
            field=models.CharField(blank=True, help_text="Such as monthly.", max_length=200),
        ),
        migrations.AlterField(
            model_name="monitoringprocess",
            name="text",
            field=models.CharField(max_length=2000),
        ),
        migrations.AlterField(
            model_name="plan",
            name="issue_text",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="issue date as printed"
            ),
        ),
        migrations.AlterField(
            model_name="plan",
            name="paper_reference",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="plan",
            name="printed_period",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="plan",
            name="printed_phase_total",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="plan",
            name="title",
            field=models.CharField(max_length=300),
        ),
        migrations.AlterField(
            model_name="planphase",
            name="months",
            field=models.DecimalField(decimal_places=1, max_digits=5),
        ),
        migrations.AlterField(
            model_name="planphase",
            name="name",
            field=models.CharField(max_length=500),
        ),
        migrations.AlterField(
            model_name="planphase",
            name="printed",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AlterField(
            model_name="planresource",
            name="post",
            field=models.CharField(max_length=500),
        ),
        migrations.AlterField(
            model_name="planresource",
            name="printed",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AlterField(
            model_name="plansection",
            name="heading",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AlterField(
            model_name="progressnote",
            name="as_at_text",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="progressnote",
            name="topic",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="progressupdate",
            name="printed_under",
            field=models.CharField(
                blank=True,
                help_text="The heading it stood under on paper, where that names another author.",
                max_length=300,
            ),
        ),
        migrations.AlterField(
            model_name="reference",
            name="printed",
            field=models.CharField(
                blank=True, max_length=1000, verbose_name="as printed, brackets and all"
            ),
        ),
        migrations.AlterField(
            model_name="source",
            name="title",
            field=models.CharField(max_length=500),
        ),
        migrations.AlterField(
            model_name="theme",
            name="title",
            field=models.CharField(max_length=500),
        ),
        migrations.AlterField(
            model_name="waitsfor",
            name="printed",
            field=models.CharField(
                blank=True, max_length=1000, verbose_name="as printed, brackets and all"
            ),
        ),
    ]
