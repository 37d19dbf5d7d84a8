
import django.db.models.deletion
import unbrace.clinic.clock
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('care_teams', '0005_face_of_a_clinic'),
        ('patients', '0004_receipts'),
    ]

    operations = [
        migrations.CreateModel(
            name='GroupClass',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=80)),
                ('begins', models.DateTimeField(db_index=True)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('places', models.PositiveSmallIntegerField(default=12)),
                ('made_at', models.DateTimeField(default=unbrace.clinic.clock.now)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('muted_at', models.DateTimeField(blank=True, null=True)),
                ('room', models.CharField(blank=True, max_length=32)),
                ('member', models.CharField(blank=True, max_length=32)),
                ('room_token', models.CharField(blank=True, max_length=32)),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='group_classes', to='care_teams.clinic')),
                ('therapist', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='group_classes', to='care_teams.membership')),
            ],
            options={
                'ordering': ['begins'],
            },
        ),
        migrations.CreateModel(
            name='ClassPlace',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('yes', 'Comes'), ('no', 'Does not come'), ('cancelled', 'Cancelled')], default='asked', max_length=10)),
                ('shown_name', models.CharField(blank=True, max_length=40)),
                ('seen', models.BooleanField(default=False)),
                ('asked_at', models.DateTimeField(default=unbrace.clinic.clock.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('passed_at', models.DateTimeField(blank=True, null=True)),
                ('waiting_at', models.DateTimeField(blank=True, null=True)),
                ('let_in_at', models.DateTimeField(blank=True, null=True)),
                ('was_in_at', models.DateTimeField(blank=True, null=True)),
                ('put_out_at', models.DateTimeField(blank=True, null=True)),
                ('member', models.CharField(blank=True, max_length=32)),
                ('room_token', models.CharField(blank=True, max_length=32)),
                ('patient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='class_places', to='patients.patient')),
                ('group_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taken_places', to='group_classes.groupclass')),
            ],
            options={
                'ordering': ['asked_at'],
            },
        ),
        migrations.AddConstraint(
            model_name='groupclass',
            constraint=models.CheckConstraint(condition=models.Q(('places__gte', 1), ('places__lte', 12)), name='a_class_has_1_to_12_places'),
        ),
        migrations.AddConstraint(
            model_name='groupclass',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 10), ('minutes__lte', 120)), name='a_class_lasts_10_to_120_minutes'),
        ),
        migrations.AddConstraint(
            model_name='groupclass',
            constraint=models.CheckConstraint(condition=models.Q(('room', ''), ('opened_at__isnull', False), _connector='OR'), name='only_a_class_that_was_opened_has_a_room'),
        ),
        migrations.AddConstraint(
            model_name='classplace',
            constraint=models.UniqueConstraint(fields=('group_class', 'patient'), name='one_place_for_each_in_a_class'),
        ),
        migrations.AddConstraint(
            model_name='classplace',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'yes'), _negated=True), models.Q(('shown_name', ''), _negated=True), _connector='OR'), name='who_comes_has_said_a_name'),
        ),
        migrations.AddConstraint(
            model_name='classplace',
            constraint=models.CheckConstraint(condition=models.Q(('let_in_at', None), ('passed_at__isnull', False), _connector='OR'), name='nobody_is_let_in_before_the_safety_questions'),
        ),
    ]
